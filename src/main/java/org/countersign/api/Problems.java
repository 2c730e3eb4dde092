package org.countersign.api;

import java.util.List;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.countersign.decision.Refused;
import org.countersign.prediction.LearnerUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Says what is wrong, and where, as problem details (RFC 9457) with a JSON pointer for each field. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused) {
        return answer(HttpStatus.valueOf(refused.status()), refused.getMessage());
    }

    /** Trying again here does not help, so it is no 503. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(LearnerUnavailable unavailable) {
        return answer(HttpStatus.NOT_IMPLEMENTED, unavailable.getMessage());
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidInput invalid) {
        return withErrors(invalid.problems());
    }

    /** Two wrote the same row: the database let one of them. */
    @ExceptionHandler({ConcurrencyFailureException.class, DuplicateKeyException.class})
    ProblemDetail lostRace(DataAccessException e) {
        return raced();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException e) {
        if (DatabaseAway.caused(e)) {
            LOG.warn("A request failed, because the database cannot be reached: {}", e.getMessage());
            return answer(HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached: try again.");
        }
        LOG.error("A request failed", e);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR, "Something failed here; nothing was changed. The log says more.");
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, @Nullable String detail) {
        var answer = ResponseEntity.status(status);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, "5");
        }
        return answer.body(ProblemDetail.forStatusAndDetail(status, detail));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, withErrors(List.of(JsonFault.of(e))), headers, status, request);
    }

    private static ProblemDetail withErrors(List<Problem> problems) {
        var detail = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                problems.size() == 1
                        ? problems.get(0).what() + " " + problems.get(0).mend()
                        : problems.size() + " things are wrong. Nothing was changed.");
        detail.setProperty("errors", problems);
        return detail;
    }

    private static ProblemDetail raced() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, "Someone else changed this at the same moment: look again.");
    }
}
