package io.ragline.jobrunr.redis;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import java.io.IOException;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.utils.mapper.jackson.modules.JobParameterDeserializer;

/** Looks at the classes that a job parameter names before JobRunr loads them. */
final class AllowListedJobParameterDeserializer extends JobParameterDeserializer {

    private static final long serialVersionUID = 1L;

    private final transient AllowedClasses allowed;

    AllowListedJobParameterDeserializer(AllowedClasses allowed) {
        this.allowed = allowed;
    }

    @Override
    public JobParameter deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        TreeNode parameter = parser.getCodec().readTree(parser);
        check("className", parameter, parser, context);
        check("actualClassName", parameter, parser, context);
        try (JsonParser again = parameter.traverse(parser.getCodec())) {
            again.nextToken();
            return super.deserialize(again, context);
        }
    }

    private void check(String field, TreeNode parameter, JsonParser parser, DeserializationContext context)
            throws InvalidTypeIdException {
        if (!(parameter.get(field) instanceof JsonNode name) || name.isNull()) {
            return;
        }
        if (!allowed.isParameter(name.asText())) {
            throw InvalidTypeIdException.from(
                    parser, "not an allowed job class", context.constructType(JobParameter.class), name.asText());
        }
    }
}
