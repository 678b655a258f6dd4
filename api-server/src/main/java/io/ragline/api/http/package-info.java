/** What all requests share: problem documents, request ids, short paths, whose request it is. */
@OpenAPIDefinition(
        info = @Info(title = "Ragline", version = "1"),
        components = @Components(schemas = @Schema(name = "Problem", implementation = Problem.class)))
@NullMarked
package io.ragline.api.http;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullMarked;
