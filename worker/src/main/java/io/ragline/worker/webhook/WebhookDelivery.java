package io.ragline.worker.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.AttemptRepository;
import io.ragline.job.DeliverWebhook;
import io.ragline.job.DeliverWebhookHandler;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.outbound.OutboundUrls;
import io.ragline.webhook.DeliveryAttempt;
import io.ragline.webhook.DeliveryRequest;
import io.ragline.webhook.WebhookConfig;
import io.ragline.webhook.WebhookDeliveries;
import io.ragline.webhook.WebhookSecrets;
import io.ragline.worker.lane.GivenUpException;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import io.ragline.worker.lane.RetryTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a delivery: sign it, post it, keep what came of it, and be done or try again. The receiver gets it at least
 * once; the id in it tells a repetition.
 */
@ApplicationScoped
class WebhookDelivery implements DeliverWebhookHandler {
    private static final Logger LOG = Logger.getLogger(WebhookDelivery.class);

    /** With 8 attempts these are up to 5 s, 25 s, 2 min, 10 min, 52 min, 4.3 h and 6 h: a receiver may be away overnight. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private static final int GROWTH = 5;
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private final JobRuns runs;
    private final AttemptRepository attempts;
    private final WebhookDeliveries deliveries;
    private final WebhookSecrets secrets;
    private final WebhookSender sender;
    private final ObjectMapper json;
    private final RetryTimes times;

    WebhookDelivery(
            JobRuns runs,
            AttemptRepository attempts,
            WebhookDeliveries deliveries,
            WebhookSecrets secrets,
            WebhookSender sender,
            ObjectMapper json,
            WebhookConfig config) {
        this.runs = runs;
        this.attempts = attempts;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.sender = sender;
        this.json = json;
        this.times = new RetryTimes(config.maxAttempts(), FIRST_WAIT, GROWTH, LONGEST_WAIT);
    }

    @Override
    public void handle(DeliverWebhook request) throws Exception {
        runs.run(request.jobId(), times, this::deliver);
    }

    private void deliver(JobRun run) throws JsonProcessingException {
        DeliveryRequest request = deliveries.request(run.job());
        LOG.debugf("Telling %s of job %s", request.url(), request.subjectJobId());
        byte[] body = json.writeValueAsBytes(request.event());
        Instant start = Instant.now();
        Map<String, String> headers = StandardWebhook.headers(
                secrets.of(run.job().tenantId).all(), request.event().id().toString(), start, body);
        run.check();
        Outcome outcome = sender.send(request.url(), headers, body);
        Verdict verdict = Verdict.of(outcome);
        deliveries.keep(run.job().id, attempt(run, start, outcome, verdict));
        conclude(run, request, verdict);
    }

    private static DeliveryAttempt attempt(JobRun run, Instant start, Outcome outcome, Verdict verdict) {
        int took = (int) Duration.between(start, Instant.now()).toMillis();
        int number = run.attempt().number();
        return switch (outcome) {
            case Outcome.Answered answered ->
                new DeliveryAttempt(
                        number, start, took, answered.status(), printable(answered.body()), verdict.error());
            case Outcome.Misdirected misdirected ->
                new DeliveryAttempt(number, start, took, misdirected.status(), null, verdict.error());
            case Outcome.Unreachable unreachable -> unanswered(number, start, took, verdict);
            case Outcome.Refused refused -> unanswered(number, start, took, verdict);
        };
    }

    private static DeliveryAttempt unanswered(int number, Instant start, int took, Verdict verdict) {
        return new DeliveryAttempt(number, start, took, null, null, verdict.error());
    }

    /** PostgreSQL can't keep a NUL, and nobody wants the others. */
    private static @Nullable String printable(String body) {
        return body.isBlank() ? null : body.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
    }

    private void conclude(JobRun run, DeliveryRequest request, Verdict verdict) {
        switch (verdict) {
            case Verdict.Delivered delivered -> {
                attempts.succeed(run.attempt());
                LOG.infof("%s was told of job %s", OutboundUrls.forLogs(request.url()), request.subjectJobId());
            }
            case Verdict.Again again ->
                throw new RaglineException(ErrorCode.WEBHOOK_FAILED, again.why(), again.after(), null);
            case Verdict.GiveUp giveUp -> throw new GivenUpException(giveUp.failure());
        }
    }
}
