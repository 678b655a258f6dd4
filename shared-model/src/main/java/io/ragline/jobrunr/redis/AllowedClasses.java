package io.ragline.jobrunr.redis;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.jsontype.PolymorphicTypeValidator;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jobrunr.jobs.JobDetails;

/** The classes that a stored job may name, judged by name before anything is loaded. */
final class AllowedClasses extends PolymorphicTypeValidator.Base {

    private static final long serialVersionUID = 1L;

    private static final Set<String> PLAIN_VALUES = Set.of(
            "boolean",
            "byte",
            "short",
            "int",
            "long",
            "float",
            "double",
            "char",
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Character",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.util.UUID",
            "java.time.Instant",
            "java.time.Duration",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime");

    /** Of a {@code JobRequestHandler}. */
    private static final String THE_METHOD = "run";

    private static final Set<String> JOBRUNR_PACKAGES = Set.of("org.jobrunr.jobs.states.", "org.jobrunr.jobs.context.");

    private static final Set<String> COLLECTION_PACKAGES = Set.of("java.util.", "java.util.concurrent.");

    private final transient Predicate<String> jobClasses;

    AllowedClasses(Predicate<String> jobClasses) {
        this.jobClasses = jobClasses;
    }

    boolean isParameter(String className) {
        return PLAIN_VALUES.contains(className)
                || jobClasses.test(className)
                || inOneOf(JOBRUNR_PACKAGES, className)
                || className.equals("java.io.File");
    }

    /** {@code System.out.println(file)} is the job by which JobRunr tries out a mapper. */
    boolean calls(JobDetails details) {
        boolean jobRunrsTrial = details.getClassName().equals("java.lang.System")
                && "out".equals(details.getStaticFieldName())
                && details.getMethodName().equals("println");
        return jobRunrsTrial
                || (jobClasses.test(details.getClassName())
                        && !details.hasStaticFieldName()
                        && details.getMethodName().equals(THE_METHOD));
    }

    @Override
    public Validity validateBaseType(MapperConfig<?> config, JavaType baseType) {
        return Validity.INDETERMINATE;
    }

    @Override
    public Validity validateSubClassName(MapperConfig<?> config, JavaType baseType, String className) {
        if (isParameter(className)) {
            return Validity.ALLOWED;
        }
        return inOneOf(COLLECTION_PACKAGES, className) ? Validity.INDETERMINATE : Validity.DENIED;
    }

    @Override
    public Validity validateSubType(MapperConfig<?> config, JavaType baseType, JavaType subType) {
        boolean collection = subType.isTypeOrSubTypeOf(Collection.class) || subType.isTypeOrSubTypeOf(Map.class);
        return collection ? Validity.ALLOWED : Validity.DENIED;
    }

    private static boolean inOneOf(Set<String> packages, String className) {
        return packages.contains(className.substring(0, className.lastIndexOf('.') + 1));
    }
}
