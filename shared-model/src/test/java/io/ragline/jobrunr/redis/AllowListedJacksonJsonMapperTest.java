package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.context.JobDashboardLogger;
import org.jobrunr.jobs.context.JobDashboardProgressBar;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.JsonMapperException;
import org.jobrunr.utils.mapper.JsonMapperValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListedJacksonJsonMapperTest {

    private static final String PROBE = Probe.class.getName();

    private final JsonMapper mapper = new AllowListedJacksonJsonMapper(List.of(Probe.class, ProbeHandler.class));
    private final Job job = new Job(new JobDetails(new Probe("question", 7)));

    @Test
    void a_job_of_ours_is_read_as_it_was_written() {
        job.getMetadata().put("note", new ArrayList<>(List.of("text", 1, 2.5, true)));
        job.failed("no luck", new IllegalStateException("cause"));

        Job read = mapper.deserialize(mapper.serialize(job), Job.class);

        assertThat(read.getJobDetails().getJobParameters().get(0).getObject()).isEqualTo(new Probe("question", 7));
        assertThat(read.getJobStates()).hasSize(2);
        assertThat(read.getMetadata()).containsKey("note");
    }

    @Test
    void what_jobrunr_keeps_with_a_job_is_read_too() {
        new JobDashboardLogger(job).info("half way");
        new JobDashboardProgressBar(job, 10L).setProgress(5);
        job.failed("try again", new IllegalStateException());
        job.scheduleAt(Instant.now(), "later");

        Job read = mapper.deserialize(mapper.serialize(job), Job.class);

        assertThat(read.getMetadata()).hasSize(2);
        assertThat(read.getJobState().getName()).isEqualTo(StateName.SCHEDULED);
    }

    @Test
    void jobrunr_accepts_the_mapper() {
        assertThatCode(() -> JsonMapperValidator.validateJsonMapper(mapper)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javax.swing.JEditorPane", "java.lang.ProcessBuilder", "java.util.logging.FileHandler"})
    void a_parameter_of_another_class_is_refused(String forbidden) {
        String forged = mapper.serialize(job).replace(PROBE + "\"", forbidden + "\"");

        assertThatThrownBy(() -> mapper.deserialize(forged, Job.class))
                .isInstanceOf(JsonMapperException.class)
                .hasMessageContaining(forbidden);
    }

    @Test
    void a_call_of_another_class_is_refused() {
        String forged = mapper.serialize(job).replace(ProbeHandler.class.getName() + "\"", "java.lang.Runtime\"");

        assertThatThrownBy(() -> mapper.deserialize(forged, Job.class))
                .isInstanceOf(JsonMapperException.class)
                .hasMessageContaining("not among the allowed job classes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"java.net.URL", "java.util.Scanner", "org.jobrunr.storage.sql.common.DefaultSqlStorageProvider"})
    void another_class_hidden_in_the_metadata_is_refused(String forbidden) {
        job.getMetadata().put("note", new ArrayList<>());
        String forged = mapper.serialize(job).replace("java.util.ArrayList\",[]", forbidden + "\",{}");
        assertThat(forged).contains(forbidden);

        assertThatThrownBy(() -> mapper.deserialize(forged, Job.class))
                .isInstanceOf(JsonMapperException.class)
                .hasMessageContaining(forbidden);
    }

    @Test
    void handlers_may_be_allowed_by_name() {
        JsonMapper byPackage = new AllowListedJacksonJsonMapper(name -> name.startsWith("io.ragline."));

        assertThat(byPackage.deserialize(byPackage.serialize(job), Job.class).getId())
                .isEqualTo(job.getId());
    }
}
