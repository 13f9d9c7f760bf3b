package dev.passback.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A caller who reads what a tenant with a long history has sent. */
final class Reader {

    private final Generator generator;
    private final Contender.Door door;
    private final Map<String, String> lists = new LinkedHashMap<>();

    /** A reader for the tenant that has sent most. */
    Reader(Site site, int port, Path folder) throws SQLException {
        Rows rows = site.rows();
        String tenant = rows.text("SELECT t.name FROM tenant t"
                + " JOIN tenant_key k ON k.tenant_id = t.id AND k.id = 'sample' || t.id ORDER BY t.id LIMIT 1");
        String ofTenant = " FROM submission s JOIN tenant t ON t.id = s.tenant_id WHERE t.name = '" + tenant + "'";
        String candidate = rows.text(
                "SELECT s.target_id" + ofTenant + " AND s.target_kind = 'candidate' ORDER BY s.id DESC LIMIT 1");
        String id = rows.text("SELECT s.id::text" + ofTenant + " ORDER BY s.id LIMIT 1");
        lists.put("list, newest 50", "/v1/submissions?limit=50");
        lists.put("list, refused ones", "/v1/submissions?limit=50&state=rejected");
        lists.put("search, a candidate", "/v1/submissions?candidate_id=" + candidate);
        lists.put("look up the oldest", "/v1/submissions/" + id);
        this.generator = new Generator(folder);
        this.door = new Contender.Door(port, site.installation().readerOf(tenant));
    }

    /** What is read, by name: path and query. */
    Map<String, String> lists() {
        return lists;
    }

    /** Reads the same again and again; each answer is whole and good. */
    Answers get(String path, int requests, int readers) {
        Answers answers = generator.get(door, path, requests, readers);
        if (answers.good() != requests) {
            throw new IllegalStateException("void: " + path + " was answered " + answers.statuses());
        }
        return answers;
    }
}
