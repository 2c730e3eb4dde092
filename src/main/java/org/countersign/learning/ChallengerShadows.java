package org.countersign.learning;

import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What challengers would have said, counted. */
@Component
public class ChallengerShadows {

    private final JdbcClient jdbc;

    ChallengerShadows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of a challenger that was never asked, nothing but zeros. */
    public ChallengerShadow of(String useCase, String version) {
        return list(useCase).stream()
                .filter(s -> s.version().equals(version))
                .findFirst()
                .orElseGet(() -> ChallengerShadow.none(version));
    }

    public List<ChallengerShadow> list(String useCase) {
        return jdbc.sql("select * from challenger_shadow where use_case = ? order by version")
                .param(useCase)
                .query((row, i) -> new ChallengerShadow(
                        row.getString("version"),
                        row.getLong("scored"),
                        row.getLong("agreed"),
                        row.getLong("failed"),
                        row.getLong("dropped"),
                        row.getLong("judged"),
                        row.getLong("correct"),
                        row.getLong("others_correct")))
                .list();
    }

    void add(String useCase, ChallengerShadow more) {
        if (update(useCase, more) == 0) {
            try {
                jdbc.sql("""
                        insert into challenger_shadow (use_case, version, scored, agreed, failed, dropped, judged,
                                                       correct, others_correct)
                        values (?, ?, 0, 0, 0, 0, 0, 0, 0)""").params(useCase, more.version()).update();
            } catch (DuplicateKeyException anotherNode) {
                // it is there now, which is all that matters
                update(useCase, more);
                return;
            }
            update(useCase, more);
        }
    }

    private int update(String useCase, ChallengerShadow more) {
        return jdbc.sql("""
                update challenger_shadow set scored = scored + ?, agreed = agreed + ?, failed = failed + ?,
                       dropped = dropped + ?, judged = judged + ?, correct = correct + ?,
                       others_correct = others_correct + ?
                where use_case = ? and version = ?""")
                .params(
                        more.scored(),
                        more.agreed(),
                        more.failed(),
                        more.dropped(),
                        more.judged(),
                        more.correct(),
                        more.othersCorrect(),
                        useCase,
                        more.version())
                .update();
    }
}
