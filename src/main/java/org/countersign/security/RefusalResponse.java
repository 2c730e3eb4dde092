package org.countersign.security;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.countersign.decision.Refused;

/**
 * Turns the engine's 500 for one of our refusals into the refusal's own status and words, and the words of any other
 * failure into neutral ones. The engine's own tell statements, class names and addresses, which are for the log.
 */
class RefusalResponse extends HttpServletResponseWrapper {

    private static final String FAILED = "Something failed here. The log says more.";
    private static final Pattern TYPE = Pattern.compile("\\{\\s*\"type\"\\s*:\\s*\"(?<type>\\w{1,80})\"");

    private final HttpServletRequest request;
    private final ByteArrayOutputStream withheld = new ByteArrayOutputStream();

    RefusalResponse(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    /** To be called when the engine is done. */
    void finish() throws IOException {
        var to = (HttpServletResponse) getResponse();
        if (!withholds() || isCommitted()) {
            return;
        }
        if (request.getAttribute(RefusalMark.REFUSAL) instanceof Refused refusal) {
            EngineError.send(to, refusal.status(), refusal.getMessage());
        } else {
            EngineError.send(to, getStatus(), type(), FAILED);
        }
    }

    /** The engine's name for the failure, by which its clients tell failures apart. */
    private String type() {
        var type = TYPE.matcher(withheld.toString(StandardCharsets.UTF_8));
        return type.lookingAt() ? type.group("type") : "RestException";
    }

    private boolean withholds() {
        return getStatus() >= 500
                || (getStatus() >= 400 && request.getAttribute(RefusalMark.REFUSAL) instanceof Refused);
    }

    @Override
    public void setContentLength(int length) {
        if (!withholds()) {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!withholds()) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!withholds()) {
            super.flushBuffer();
        }
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return withholds() ? new PrintWriter(withheld, true, StandardCharsets.UTF_8) : super.getWriter();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new Out(super.getOutputStream());
    }

    /** Asks at each write, because the engine may take the stream before it sets the status. */
    private final class Out extends ServletOutputStream {

        private final ServletOutputStream to;

        private Out(ServletOutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            if (withholds()) {
                withheld.write(b);
            } else {
                to.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (withholds()) {
                withheld.write(bytes, from, length);
            } else {
                to.write(bytes, from, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!withholds()) {
                to.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (!withholds()) {
                to.close();
            }
        }

        @Override
        public boolean isReady() {
            return to.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            to.setWriteListener(listener);
        }
    }
}
