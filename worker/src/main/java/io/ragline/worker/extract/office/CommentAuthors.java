package io.ragline.worker.extract.office;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Who wrote comments on slides, by id. */
record CommentAuthors(Map<String, String> names) {
    private static final int MAX_AUTHORS = 10_000;

    static CommentAuthors of(OfficePackage office, String main) throws IOException {
        Map<String, String> names = new HashMap<>();
        DefaultHandler reader = new DefaultHandler() {
            @Override
            public void startElement(String uri, String name, String qualified, Attributes attributes) {
                String id = attributes.getValue("id");
                String author = attributes.getValue("name");
                if (id != null && author != null && names.size() < MAX_AUTHORS) {
                    names.put(id, author);
                }
            }
        };
        for (String type : new String[] {"commentAuthors", "authors"}) {
            for (String part : office.byType(main, type).toList()) {
                office.parse(part, reader);
            }
        }
        return new CommentAuthors(names);
    }
}
