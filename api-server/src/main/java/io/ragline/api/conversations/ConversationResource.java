package io.ragline.api.conversations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.api.access.Caller;
import io.ragline.api.access.CollectionAccess;
import io.ragline.api.access.Roles;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.ragline.api.http.PageCursor;
import io.ragline.catalog.ConversationEntity;
import io.ragline.catalog.ConversationRepository;
import io.ragline.catalog.MessageRepository;
import io.ragline.catalog.MessageRepository.Said;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Conversations: a question that names one may refer to what was said in it before. */
@Path("/api/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
public class ConversationResource {
    private static final String LIMIT = "limit is 1 to 200.";
    private static final int LONGEST_TITLE = 200;
    private static final String TITLE_LENGTH = "A title has at most " + LONGEST_TITLE + " characters.";

    /** Something that can be seen: not spaces and control characters alone. */
    private static final String NOT_BLANK = "(?s).*[^\\p{Cntrl}\\s].*";

    private final ConversationRepository conversations;
    private final MessageRepository messages;
    private final CollectionAccess collections;
    private final Idempotency idempotency;
    private final Caller caller;

    ConversationResource(
            ConversationRepository conversations,
            MessageRepository messages,
            CollectionAccess collections,
            Idempotency idempotency,
            Caller caller) {
        this.conversations = conversations;
        this.messages = messages;
        this.collections = collections;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * A conversation to be begun.
     *
     * @param title made from the first question unless given
     * @param collections that its questions search unless they say otherwise
     */
    public record NewConversation(
            @Schema(description = "Made from the first question unless given")
            @Pattern(regexp = NOT_BLANK, message = "A title is empty.")
            @Size(max = LONGEST_TITLE, message = TITLE_LENGTH)
            @Nullable
            String title,

            @Schema(description = "Where its questions search unless they say otherwise; 'default' unless given")
            @Size(min = 1, max = 20, message = "Name 1 to 20 collections, or leave 'collections' out.")
            @Nullable
            List<@NotBlank(message = "A collection's name is empty.") String> collections) {}

    /** A new title. */
    public record NewTitle(
            @NotNull(message = "A title is expected.")
            @Pattern(regexp = NOT_BLANK, message = "A title is empty.")
            @Size(max = LONGEST_TITLE, message = TITLE_LENGTH)
            @Nullable
            String title) {}

    /**
     * Conversations, first those begun last.
     *
     * @param nextCursor goes into the request for the next page; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConversationList(
            List<ConversationView> conversations, @Nullable String nextCursor) {}

    /**
     * What was said.
     *
     * @param nextCursor goes into the request for the next page; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MessageList(
            List<MessageView> messages, @Nullable String nextCursor) {}

    @POST
    @RolesAllowed(Roles.READER)
    @Operation(summary = "Begin a conversation", description = "Then ask with its id as 'conversationId'.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    public Response create(
            @Valid @NotNull(message = "The body is missing; {} will do.") NewConversation wanted,
            @Parameter(description = "Names this request, so that it can be repeated safely for a day")
                    @HeaderParam(Idempotency.HEADER)
                    @Nullable
                    String idempotencyKey) {
        ConversationView created = idempotency.once(
                idempotencyKey,
                new Fingerprint("conversation").add(wanted),
                ConversationView.class,
                id -> ConversationView.of(begin(id, wanted)));
        return Response.created(URI.create("/api/v1/conversations/" + created.conversationId()))
                .entity(created)
                .build();
    }

    private ConversationEntity begin(UUID id, NewConversation wanted) {
        List<String> names = wanted.collections() == null
                ? List.of()
                : wanted.collections().stream().distinct().toList();
        names.forEach(name -> collections.toRead(name));
        return conversations.create(id, caller.reach(), clean(wanted.title()), names);
    }

    /** PostgreSQL can't keep control characters. */
    private static @Nullable String clean(@Nullable String title) {
        return title == null ? null : title.replaceAll("\\p{Cntrl}", " ").strip();
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(summary = "Conversations, first those begun last")
    public ConversationList list(
            @QueryParam("limit") @DefaultValue("50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT)
                    int limit,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor) {
        List<ConversationEntity> found = conversations.list(caller.reach(), PageCursor.read(cursor), limit + 1);
        List<ConversationEntity> page = found.subList(0, Math.min(limit, found.size()));
        return new ConversationList(
                page.stream().map(ConversationView::of).toList(),
                found.size() > limit ? PageCursor.behind(page.getLast().id) : null);
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Path("/{id}")
    @Operation(summary = "One conversation")
    public ConversationView one(@PathParam("id") UUID id) {
        return ConversationView.of(conversations.of(caller.reach(), id));
    }

    @PATCH
    @RolesAllowed(Roles.READER)
    @Path("/{id}")
    @Operation(summary = "Give a conversation another title")
    public ConversationView rename(
            @PathParam("id") UUID id, @Valid @NotNull(message = "The body is missing.") NewTitle wanted) {
        return ConversationView.of(
                conversations.change(caller.reach(), id, conversation -> conversation.title = clean(wanted.title())));
    }

    @DELETE
    @RolesAllowed(Roles.READER)
    @Path("/{id}")
    @Operation(
            summary = "Delete a conversation with its messages",
            description = "Questions that are being answered go on; their results can be had as usual.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void delete(@PathParam("id") UUID id) {
        conversations.delete(caller.reach(), id);
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Path("/{id}/messages")
    @Operation(
            summary = "What was said, with sources",
            description =
                    "Each question is followed by its answer, in the order in which the questions were accepted. A"
                            + " question that waits, runs, failed or was cancelled says so in 'status', and has no answer.")
    public MessageList messages(
            @PathParam("id") UUID id,
            @Parameter(description = "asc: as it was said; desc: the last first")
                    @QueryParam("order")
                    @DefaultValue("asc")
                    String order,
            @QueryParam("limit") @DefaultValue("50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT)
                    int limit,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor) {
        ConversationEntity conversation = conversations.of(caller.reach(), id);
        List<Said> found = messages.list(
                caller.reach(), conversation.id, PageCursor.read(cursor), isNewestFirst(order), limit + 1);
        List<Said> page = found.subList(0, Math.min(limit, found.size()));
        return new MessageList(
                page.stream().map(MessageView::of).toList(),
                found.size() > limit ? PageCursor.behind(page.getLast().message().id) : null);
    }

    private static boolean isNewestFirst(String order) {
        return switch (order) {
            case "asc" -> false;
            case "desc" -> true;
            default -> throw new BadFieldException("order", "order is asc or desc.");
        };
    }
}
