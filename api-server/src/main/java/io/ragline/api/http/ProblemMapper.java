package io.ragline.api.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.lettuce.core.RedisException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.ragline.api.limits.QuotaExceededException;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jobrunr.storage.StorageException;
import org.jspecify.annotations.Nullable;

/** Turns every error into a problem document: the one place where errors become HTTP. */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    /** In use, too much, not available: answers that say when to ask again. */
    private static final Set<Integer> ASK_AGAIN = Set.of(409, 429, 503);

    @ServerExceptionMapper
    public Response ragline(RaglineException e, ContainerRequestContext request) {
        Problem problem = problem(e.code(), e.detail(), request);
        if (e instanceof RejectedUploadException upload) {
            problem = problem.withRejected(upload.rejected());
        }
        if (e instanceof BadFieldException field) {
            problem = problem.withErrors(List.of(new Problem.FieldError(field.field(), e.detail())));
        }
        return response(problem, e.retryAfter().orElse(RETRY_AFTER));
    }

    /** Nobody says who it is, or not rightly. */
    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response unauthorized(SecurityException e, ContainerRequestContext request) {
        if (e.getCause() instanceof QuotaExceededException tooMany) {
            return ragline(tooMany, request); // whether the key is valid was not looked at
        }
        String why = e instanceof AuthenticationFailedException && e.getMessage() != null ? e.getMessage() + " " : "";
        Problem problem = problem(
                ErrorCode.UNAUTHORIZED,
                why + "Send a key that is valid, as Authorization: Bearer rl_… or X-API-Key: rl_….",
                request);
        Response response = response(problem);
        response.getHeaders().putSingle("WWW-Authenticate", "Bearer realm=\"Ragline\"");
        return response;
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e, ContainerRequestContext request) {
        return response(problem(ErrorCode.FORBIDDEN, "The role of this key does not allow that.", request));
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException e, ContainerRequestContext request) {
        List<Problem.FieldError> errors = e.getConstraintViolations().stream()
                .map(v -> new Problem.FieldError(field(v), v.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        ErrorCode code = e.getConstraintViolations().stream()
                .map(v -> v.getConstraintDescriptor().getPayload())
                .flatMap(Set::stream)
                .filter(Coded.class::isAssignableFrom)
                .map(Coded::code)
                .findFirst()
                .orElse(ErrorCode.BAD_REQUEST);
        String detail = errors.size() == 1
                ? errors.getFirst().detail()
                : "Some fields of the request are not right; 'errors' names them.";
        return response(problem(code, detail, request).withErrors(errors));
    }

    private static String field(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        // the path starts with the method and its parameter
        String[] steps = path.split("\\.", 3);
        return steps[steps.length - 1].replace(".<list element>", "");
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e, ContainerRequestContext request) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        JsonProcessingException json = cause(e, JsonProcessingException.class);
        if (json != null) {
            return json(json, request);
        }
        if (status == 404 && e.getCause() instanceof NumberFormatException) {
            return response(problem(ErrorCode.BAD_REQUEST, "A number is expected in the query string.", request));
        }
        return response(
                switch (status) {
                    case 401 -> problem(ErrorCode.UNAUTHORIZED, "This needs an API key.", request);
                    case 403 -> problem(ErrorCode.FORBIDDEN, "This key may not do that.", request);
                    case 404 ->
                        problem(
                                ErrorCode.NOT_FOUND,
                                "There is nothing at %s. /q/swagger-ui lists what there is."
                                        .formatted(request.getUriInfo().getPath()),
                                request);
                    case 405 ->
                        problem(
                                ErrorCode.METHOD_NOT_ALLOWED,
                                "%s can't be used here.".formatted(request.getMethod()),
                                request);
                    case 406 ->
                        problem(
                                ErrorCode.NOT_ACCEPTABLE,
                                "This can't be had as %s.".formatted(request.getHeaderString("Accept")),
                                request);
                    case 413 -> problem(ErrorCode.BODY_TOO_LARGE, "The request is too large.", request);
                    case 415 ->
                        problem(
                                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                                "This takes another Content-Type than %s."
                                        .formatted(request.getHeaderString("Content-Type")),
                                request);
                    default ->
                        status < 500
                                ? problem(ErrorCode.BAD_REQUEST, "The request can't be read.", request)
                                : unexpected(e, request);
                });
    }

    /** Names the subclass too, for which Quarkus brings a mapper of its own. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response json(JsonProcessingException e, ContainerRequestContext request) {
        String detail = switch (e) {
            case UnrecognizedPropertyException unknown ->
                "There is no field '%s'; there are %s."
                        .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds());
            case InvalidFormatException value
            when value.getTargetType() != null
                    && value.getTargetType().isEnum()
                    && !value.getPath().isEmpty() ->
                "Field '%s' is one of %s."
                        .formatted(
                                path(value),
                                Arrays.toString(value.getTargetType().getEnumConstants()));
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() -> "Field '%s' has a value of the wrong kind.".formatted(path(mapping));
            case JsonParseException twice
            when String.valueOf(twice.getOriginalMessage()).startsWith("Duplicate field") ->
                "An object of the body names a field twice.";
            default -> "The body is not the JSON object that is expected.";
        };
        Problem problem = problem(ErrorCode.BAD_REQUEST, detail, request);
        return response(
                e instanceof JsonMappingException m && !m.getPath().isEmpty()
                        ? problem.withErrors(List.of(new Problem.FieldError(path(m), detail)))
                        : problem);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    @ServerExceptionMapper({StorageException.class, RedisException.class})
    public Response queueDown(RuntimeException e, ContainerRequestContext request) {
        LOG.warnf("Redis does not answer: %s", e.getMessage());
        return response(queueUnavailable(request));
    }

    @ServerExceptionMapper
    public Response other(Throwable e, ContainerRequestContext request) {
        if (cause(e, RaglineException.class) instanceof RaglineException known) {
            return ragline(known, request);
        }
        if (cause(e, StorageException.class) != null || cause(e, RedisException.class) != null) {
            return response(queueUnavailable(request));
        }
        if (isMalformedMultipart(e)) {
            return response(
                    problem(ErrorCode.BAD_REQUEST, "The body is no multipart/form-data that can be read.", request));
        }
        if (isDatabaseDown(e)) {
            LOG.warnf("PostgreSQL does not answer: %s", e.getMessage());
            return response(problem(
                    ErrorCode.DATABASE_UNAVAILABLE,
                    "The database does not answer just now. Nothing was accepted; try again shortly.",
                    request));
        }
        return response(unexpected(e, request));
    }

    /** The parser's own exception is not public, and an early end has none of its own. */
    private static boolean isMalformedMultipart(Throwable e) {
        return e instanceof IOException
                && (e.getClass().getSimpleName().equals("MalformedMessageException")
                        || String.valueOf(e.getMessage()).startsWith("Connection terminated parsing multipart"));
    }

    private static Problem queueUnavailable(ContainerRequestContext request) {
        return problem(
                ErrorCode.QUEUE_UNAVAILABLE,
                "The queue does not answer just now. Nothing was accepted; try again shortly.",
                request);
    }

    private static Problem unexpected(Throwable e, ContainerRequestContext request) {
        LOG.errorf(e, "%s %s failed", request.getMethod(), request.getUriInfo().getPath());
        return problem(
                ErrorCode.INTERNAL_ERROR, "Something went wrong here. The log has it under this request id.", request);
    }

    /**
     * SQL state classes 08 (connection), 53 (resources), 57 (operator intervention); or no connection to be had; or a
     * transaction that ran out of time waiting for the database.
     */
    private static boolean isDatabaseDown(Throwable e) {
        if (cause(e, JDBCConnectionException.class) != null) {
            return true;
        }
        SQLException sql = cause(e, SQLException.class);
        if (sql == null) {
            return cause(e, RollbackException.class) != null && cause(e, PersistenceException.class) == null;
        }
        return (sql.getSQLState() == null || sql.getSQLState().matches("(08|53|57).*"));
    }

    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static Problem problem(ErrorCode code, String detail, ContainerRequestContext request) {
        return Problem.of(code, detail, (String) request.getProperty(RequestIds.PROPERTY));
    }

    private static Response response(Problem problem) {
        return response(problem, RETRY_AFTER);
    }

    private static Response response(Problem problem, Duration retryAfter) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.retryable() && ASK_AGAIN.contains(problem.status())) {
            response.header("Retry-After", Math.max(1, retryAfter.toSeconds()));
        }
        return response.build();
    }
}
