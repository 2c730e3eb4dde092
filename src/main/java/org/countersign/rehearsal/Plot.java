package org.countersign.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A drawing of lines in a box, as SVG: told apart by strokes, marks and words, not by colour. */
final class Plot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 340;
    private static final int LEFT = 64;
    private static final int RIGHT = 90;
    private static final int TOP = 16;
    private static final int BOTTOM = 48;
    private static final List<String> DASHES = List.of("none", "8 4", "2 3", "12 3 2 3", "5 2", "1 5", "14 6");

    /** A place in the box, both from 0 to 1. */
    record At(double x, double y) {}

    /** Names nearer to each other than this would be printed one over the other. */
    private static final double LINE_OF_TEXT = 13;

    private final StringBuilder svg = new StringBuilder();
    private final List<Double> named = new ArrayList<>();
    private int lines;

    Plot(String title) {
        svg.append(text(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" width=\"%d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH, HEIGHT, escape(title), WIDTH));
        svg.append(text(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#666\"/>",
                LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM));
    }

    private static double x(double share) {
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double share) {
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    Plot across(String name) {
        words(LEFT + (WIDTH - LEFT - RIGHT) / 2.0, HEIGHT - 8, "middle", name);
        return this;
    }

    Plot tickAcross(double at, String name) {
        svg.append(text("<path d=\"M%.1f %.1fv5\" stroke=\"#666\"/>", x(at), y(0)));
        words(x(at), y(0) + 18, "middle", name);
        return this;
    }

    Plot tickUp(double at, String name) {
        svg.append(text("<path d=\"M%.1f %.1fh-5\" stroke=\"#666\"/>", x(0), y(at)));
        words(x(0) - 8, y(at) + 4, "end", name);
        return this;
    }

    /** A thin line from side to side, named at its end. */
    Plot level(double at, String name) {
        svg.append(text("<path d=\"M%.1f %.1fH%.1f\" stroke=\"#888\" stroke-dasharray=\"2 4\"/>", x(0), y(at), x(1)));
        nameAtTheEnd(at, name);
        return this;
    }

    /** Each line has its own stroke, and its name at its end. */
    Plot line(List<At> places, String name) {
        if (places.isEmpty()) {
            return this;
        }
        var path =
                places.stream().map(p -> text("%.1f,%.1f", x(p.x()), y(p.y()))).collect(Collectors.joining(" "));
        svg.append(text(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"#111\" stroke-width=\"1.8\" stroke-dasharray=\"%s\"/>",
                path, DASHES.get(lines++ % DASHES.size())));
        nameAtTheEnd(places.get(places.size() - 1).y(), name);
        return this;
    }

    Plot mark(At place, String name) {
        svg.append(text(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"#fff\" stroke=\"#111\" stroke-width=\"2\"/>",
                x(place.x()), y(place.y())));
        words(x(place.x()) - 8, y(place.y()) - 8, "end", name);
        return this;
    }

    private void nameAtTheEnd(double at, String name) {
        if (name.isEmpty()) {
            return;
        }
        double y = y(at) + 4;
        while (named.stream().anyMatch(crowds(y))) {
            y += 1;
        }
        named.add(y);
        words(x(1) + 6, y, "start", name);
    }

    private static Predicate<Double> crowds(double y) {
        return other -> Math.abs(other - y) < LINE_OF_TEXT;
    }

    private void words(double x, double y, String anchor, String words) {
        svg.append(text(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#111\">%s</text>", x, y, anchor, escape(words)));
    }

    String end() {
        return svg.append("</svg>").toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
