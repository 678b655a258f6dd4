package io.ragline.jobrunr.redis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectMapper.DefaultTyping;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jobrunr.jobs.AbstractJob;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.utils.mapper.JsonMapperException;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Reads jobs of known classes only. JobRunr's own mapper makes an object of whatever class the stored job names and
 * then calls whatever method it names, so that one forged job in Redis would run an attacker's code in every worker.
 *
 * <p>A job may name the given classes (its handler and its request), plain Java values, and what JobRunr itself stores.
 * Any other is refused with a {@link JsonMapperException} before the class is loaded. Modules on the class path are not
 * looked for: whoever writes jobs and whoever reads them must agree.
 */
public final class AllowListedJacksonJsonMapper extends JacksonJsonMapper {

    private final AllowedClasses allowed;

    /** @param jobClasses the job requests and their handlers, no others */
    public AllowListedJacksonJsonMapper(Collection<Class<?>> jobClasses) {
        this(namesOf(jobClasses)::contains);
    }

    /** @param jobClassNames accepts the names of the job requests and of their handlers */
    public AllowListedJacksonJsonMapper(Predicate<String> jobClassNames) {
        this(new ObjectMapper(), new AllowedClasses(jobClassNames));
    }

    private AllowListedJacksonJsonMapper(ObjectMapper mapper, AllowedClasses allowed) {
        super(mapper, false);
        this.allowed = allowed;
        // JobRunr has just set up this mapper; what follows replaces its "any class" by ours.
        mapper.activateDefaultTypingAsProperty(allowed, DefaultTyping.NON_CONCRETE_AND_ARRAYS, "@class");
        mapper.registerModule(new SimpleModule("allow-listed-job-parameters")
                .addDeserializer(JobParameter.class, new AllowListedJobParameterDeserializer(allowed)));
    }

    @Override
    public <T> T deserialize(String json, Class<T> type) {
        T read;
        try {
            read = super.deserialize(json, type);
        } catch (RuntimeException e) {
            throw forbiddenClassIn(e);
        }
        if (read instanceof AbstractJob job && !allowed.calls(job.getJobDetails())) {
            throw new JsonMapperException("Job " + job.getId() + " calls " + job.getJobSignature()
                    + ", which is not among the allowed job classes");
        }
        return read;
    }

    private static RuntimeException forbiddenClassIn(RuntimeException error) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidTypeIdException forbidden) {
                return new JsonMapperException(
                        "A job names class " + forbidden.getTypeId() + ", which is not among the allowed ones", error);
            }
        }
        return error;
    }

    private static Set<String> namesOf(Collection<Class<?>> classes) {
        return classes.stream().map(Class::getName).collect(Collectors.toUnmodifiableSet());
    }
}
