package org.countersign.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Where the rules lie: the folder named by {@code countersign.rules}; else {@code rules} beside the program or in the
 * working directory; else what the program brought. Below it is a folder for each use case.
 */
@Component
public class RulesFolder {

    private static final int LARGEST = 1_000_000;

    private final Optional<Path> folder;
    private final PathMatchingResourcePatternResolver program;

    @Autowired
    RulesFolder(@Value("${countersign.rules:}") String configured) {
        this(choose(configured), new PathMatchingResourcePatternResolver());
    }

    RulesFolder(Optional<Path> folder, PathMatchingResourcePatternResolver program) {
        this.folder = folder;
        this.program = program;
    }

    /** The rules of one folder, whatever is configured. */
    public static RulesFolder of(Path folder) {
        return new RulesFolder(Optional.of(folder), new PathMatchingResourcePatternResolver());
    }

    /** As the program finds them when {@code countersign.rules} is this. */
    public static RulesFolder configured(String setting) {
        return new RulesFolder(setting);
    }

    private static Optional<Path> choose(String configured) {
        if (!configured.isBlank()) {
            var folder = Path.of(configured.strip());
            if (!Files.isDirectory(folder)) {
                throw new IllegalStateException(
                        "countersign.rules is '%s', which is not a folder. Name a folder that holds one folder for each use case, or leave it out to use the rules that the program brought."
                                .formatted(configured));
            }
            return Optional.of(folder);
        }
        var program = new ApplicationHome(RulesFolder.class).getSource();
        var beside = Optional.ofNullable(program)
                .filter(source -> source.isFile()) // a jar; not the folder of classes, which holds a copy
                .map(jar -> jar.toPath().resolveSibling("rules"));
        return beside.filter(Files::isDirectory)
                .or(() -> Optional.of(Path.of("rules")).filter(Files::isDirectory));
    }

    /** In words, for people. */
    public String place() {
        return folder.map(f -> f.toAbsolutePath().normalize().toString()).orElse("the program's own rules");
    }

    public List<String> useCases() {
        return List.copyOf(files().keySet());
    }

    public Optional<String> read(String useCase, String fileName) {
        return Optional.ofNullable(files().get(useCase))
                .flatMap(files -> Optional.ofNullable(files.get(fileName)))
                .map(file -> text(useCase, file));
    }

    /** File name to text, for each file of the use case with the extension (without a dot). */
    public SortedMap<String, String> readAll(String useCase, String extension) {
        var texts = new TreeMap<String, String>();
        files().getOrDefault(useCase, new TreeMap<>()).forEach((name, file) -> {
            if (name.endsWith("." + extension)) {
                texts.put(name, text(useCase, file));
            }
        });
        return texts;
    }

    /** As {@link #readAll}, for files that are not text. */
    public SortedMap<String, byte[]> readAllBytes(String useCase, String extension) {
        var contents = new TreeMap<String, byte[]>();
        files().getOrDefault(useCase, new TreeMap<>()).forEach((name, file) -> {
            if (name.endsWith("." + extension)) {
                contents.put(name, bytes(nameOf(useCase, name), file));
            }
        });
        return contents;
    }

    /** How people name a file of the folder. */
    public static String nameOf(String useCase, String fileName) {
        return "rules/" + useCase + "/" + fileName;
    }

    private SortedMap<String, SortedMap<String, Resource>> files() {
        var files = new TreeMap<String, SortedMap<String, Resource>>();
        try {
            if (folder.isPresent()) {
                try (var found = Files.walk(folder.get(), 2, FileVisitOption.FOLLOW_LINKS)) {
                    found.filter(path -> folder.get().relativize(path).getNameCount() == 2)
                            .filter(Files::isRegularFile)
                            .forEach(path -> enter(
                                    files,
                                    folder.get().relativize(path).getName(0).toString(),
                                    new FileSystemResource(path)));
                }
            } else {
                for (var resource : program.getResources("classpath:rules/*/*")) {
                    var path = UriUtils.decode(resource.getURL().getPath(), StandardCharsets.UTF_8);
                    var parent = path.substring(0, path.lastIndexOf('/'));
                    enter(files, parent.substring(parent.lastIndexOf('/') + 1), resource);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the rules cannot be listed: " + place(), e);
        }
        return files;
    }

    /** Hidden folders and files are other programs' business: version control, editors, mounted volumes. */
    private static void enter(SortedMap<String, SortedMap<String, Resource>> files, String useCase, Resource resource) {
        var name = resource.getFilename();
        if (name != null
                && resource.isReadable()
                && !name.isEmpty()
                && !name.startsWith(".")
                && !useCase.startsWith(".")) {
            files.computeIfAbsent(useCase, any -> new TreeMap<>()).put(name, resource);
        }
    }

    private static String text(String useCase, Resource file) {
        var name = nameOf(useCase, String.valueOf(file.getFilename()));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(name, file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RulesUnreadable(name, "is not UTF-8 text; save it as UTF-8", e);
        }
    }

    private static byte[] bytes(String name, Resource file) {
        try (var in = file.getInputStream()) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new RulesUnreadable(name, "larger than " + LARGEST + " bytes", new IOException("too large"));
            }
            return bytes;
        } catch (IOException e) {
            throw new RulesUnreadable(name, "cannot be read", e);
        }
    }
}
