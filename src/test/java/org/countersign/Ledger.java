package org.countersign;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the database holds of a decision, for tests to look at. */
@Component
public class Ledger {

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** The kinds of a decision's trail entries, in order. */
    public List<String> trail(String id) {
        return texts("select kind from trail where stream = ? order by sequence", id);
    }

    /** One trail entry's actor kind and content. */
    public String entry(String id, String kind) {
        return jdbc.sql("select actor_kind || content from trail where stream = ? and kind = ?")
                .params(id, kind)
                .query(String.class)
                .single();
    }

    public List<String> outbox(String id) {
        return texts("select kind from outbox where decision_id = ? order by id", id);
    }

    /** How, label and probability of each example that a decision became. */
    public List<String> examples(String id) {
        return texts(
                "select how || ' ' || label || ' ' || coalesce(cast(probability as varchar), '-') "
                        + "from example where decision_id = ?",
                id);
    }

    public long count(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query(Long.class).single();
    }

    public List<String> texts(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query(String.class).list();
    }
}
