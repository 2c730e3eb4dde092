package org.countersign.console;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.policy.Draft;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** There are no back-tests here yet. */
@Component
class NoBackTests implements BackTestPages {

    @Override
    public boolean available() {
        return false;
    }

    @Override
    public List<BackTestView> list(Section section, String useCase, String version) {
        return List.of();
    }

    @Override
    public Optional<BackTestView> find(Section section, String useCase, String id) {
        return Optional.empty();
    }

    @Override
    public String start(Draft draft, LocalDate from, LocalDate to, String person) {
        throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There are no back-tests here.");
    }

    @Override
    public void cancel(String id, String person) {
        throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There are no back-tests here.");
    }
}
