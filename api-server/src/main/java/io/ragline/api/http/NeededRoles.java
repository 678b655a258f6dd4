package io.ragline.api.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** Says in words, in every operation's description, which role it needs: what shows the document seldom shows its security part. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class NeededRoles implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(NeededRoles::say);
    }

    private static void say(Operation operation) {
        String roles = Objects.requireNonNullElse(operation.getSecurity(), List.<SecurityRequirement>of()).stream()
                .map(SecurityRequirement::getSchemes)
                .map(Map::values)
                .flatMap(schemes -> schemes.stream().flatMap(List::stream))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!roles.isEmpty()) {
            String before = operation.getDescription() == null ? "" : operation.getDescription() + " ";
            operation.setDescription(before + "Role: " + roles + ".");
        }
    }
}
