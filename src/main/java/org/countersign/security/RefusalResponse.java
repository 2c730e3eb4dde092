package org.countersign.security;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import org.countersign.decision.Refused;

/**
 * Turns the engine's 500 for one of our refusals into the refusal's own status and words. The engine's body is let go:
 * its message is ours wrapped in class names.
 */
class RefusalResponse extends HttpServletResponseWrapper {

    private final HttpServletRequest request;

    RefusalResponse(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    /** To be called when the engine is done. */
    void finish() throws IOException {
        if (refused() && !isCommitted()) {
            var refusal = (Refused) request.getAttribute(RefusalMark.REFUSAL);
            EngineError.send((HttpServletResponse) getResponse(), refusal.status(), refusal.getMessage());
        }
    }

    private boolean refused() {
        return getStatus() >= 400 && request.getAttribute(RefusalMark.REFUSAL) instanceof Refused;
    }

    @Override
    public void setContentLength(int length) {
        if (!refused()) {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!refused()) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!refused()) {
            super.flushBuffer();
        }
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return refused()
                ? new PrintWriter(OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8)
                : super.getWriter();
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
            if (!refused()) {
                to.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (!refused()) {
                to.write(bytes, from, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!refused()) {
                to.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (!refused()) {
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
