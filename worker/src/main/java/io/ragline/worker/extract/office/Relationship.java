package io.ragline.worker.extract.office;

/**
 * How a part of a package points to another.
 *
 * @param type its last word, such as {@code slide}: the rest differs between editions of the standard
 * @param target the part's name, without a slash in front; of no use if {@code external}
 * @param external whether it points out of the package: then it is never followed
 */
record Relationship(String id, String type, String target, boolean external) {}
