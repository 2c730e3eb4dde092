package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Examples from before there were digests get the same ones as new examples. */
class DigestsOfOldExamplesTests {

    @Test
    void areWhatTheProgramWouldWrite() throws IOException {
        var jdbc = new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:old-examples;DB_CLOSE_DELAY=-1"));
        jdbc.execute("create table example (fields varchar(100), case_digest varchar(64))");
        jdbc.update("insert into example (fields) values (?)", "{\"fields\":{\"tweet\":\"naïve 🫖\"}}");

        var changelog =
                new ClassPathResource("db/changelog/learning-digests.sql").getContentAsString(StandardCharsets.UTF_8);
        jdbc.execute(changelog
                .lines()
                .filter(line -> line.contains("rawtohex"))
                .findFirst()
                .orElseThrow());

        assertThat(jdbc.queryForObject("select case_digest from example", String.class))
                .isEqualTo(Digests.sha256("{\"fields\":{\"tweet\":\"naïve 🫖\"}}"));
        jdbc.execute("shutdown");
    }
}
