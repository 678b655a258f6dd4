package io.ragline.bench.chaos.check;

import io.ragline.bench.chaos.site.PostgresNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What PostgreSQL says, asked behind the API's back. */
public final class Ledger {
    private static final String JOBS = """
            select j.id, j.status, j.attempt, j.tries, j.deaths, j.error_code,
              r.job_id is not null as has_result, r.body ->> 'model' as model, r.body ->> 'answer' as answer,
              v.status as version_status, i.attempt as visible_attempt, coalesce(d.active_version_id = v.id, false) as active,
              exists (select from chunk_set s
                      where s.version_id = v.id and s.attempt = i.attempt) as chunks_known
            from job j
            left join result r on r.job_id = j.id
            left join document_version v on v.id = j.version_id
            left join document d on d.id = v.document_id
            left join indexed_version i on i.version_id = v.id""";

    private final PostgresNode postgres;

    public Ledger(PostgresNode postgres) {
        this.postgres = postgres;
    }

    /** Every job there is. */
    public Map<UUID, JobRow> jobs() throws SQLException {
        Map<UUID, JobRow> jobs = new HashMap<>();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(JOBS)) {
            while (row.next()) {
                JobRow job = job(row);
                jobs.put(job.id(), job);
            }
        }
        return jobs;
    }

    private static JobRow job(ResultSet row) throws SQLException {
        return new JobRow(
                row.getObject("id", UUID.class),
                row.getString("status"),
                row.getInt("attempt"),
                row.getInt("tries"),
                row.getInt("deaths"),
                row.getString("error_code"),
                row.getBoolean("has_result")
                        ? Optional.of(new JobRow.Result(row.getString("model"), row.getString("answer")))
                        : Optional.empty(),
                version(row));
    }

    private static Optional<JobRow.Version> version(ResultSet row) throws SQLException {
        String status = row.getString("version_status");
        return status == null
                ? Optional.empty()
                : Optional.of(new JobRow.Version(
                        status,
                        row.getObject("visible_attempt", Integer.class),
                        row.getBoolean("active"),
                        row.getBoolean("chunks_known")));
    }

    /** How many jobs haven't ended. */
    public long unfinished() throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from job where status in ('queued', 'running')")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What PostgreSQL's own triggers saw happen that must not. */
    public List<String> audit() throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select at, job_id, what from chaos_audit order by at limit 100")) {
            while (row.next()) {
                seen.add("job %s at %s: %s".formatted(row.getString(2), row.getString(1), row.getString(3)));
            }
        }
        return seen;
    }
}
