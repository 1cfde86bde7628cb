package rnnlab.text;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rnnlab.files.Escapes;
import rnnlab.files.FileProblem;

/**
 * A vocabulary as text: a first line {@code vocabulary WORD 10000 checksum 1a2b3c4d}, then a line for each index with
 * the token and how often it occurs, a tab between them. In a token a backslash begins what would end the cell or
 * cannot be in a text file: {@code \\ \n \t \r}, {@code \s} for a space, and a backslash, u and four hexadecimal
 * digits.
 */
final class VocabularyFile {

    private VocabularyFile() {}

    static String text(Vocabulary v) {
        return "vocabulary " + v.unit() + " " + v.size() + " checksum " + Long.toHexString(v.checksum()) + "\n"
                + lines(v);
    }

    static String lines(Vocabulary v) {
        return IntStream.range(0, v.size())
                .mapToObj(i -> escaped(v.token(i)) + "\t" + v.frequency(i) + "\n")
                .collect(Collectors.joining());
    }

    static Vocabulary load(Path file) {
        if (!file.toString().endsWith(".zip")) {
            return parse(file.toString(), TextFile.read(file));
        }
        if (!Files.isRegularFile(file)) {
            throw new TextException("there is no checkpoint " + file + ": train first");
        }
        try (var zip = FileSystems.newFileSystem(file)) {
            Path entry = zip.getPath(Vocabulary.FILE);
            if (!Files.exists(entry)) {
                throw new TextException(file + " holds no vocabulary; train with the vocabulary attached: "
                        + "Trainer.attach(Vocabulary.FILE, vocabulary.asText())");
            }
            return parse(file + ", " + Vocabulary.FILE, Files.readString(entry));
        } catch (IOException e) {
            throw new TextException(file + " is no checkpoint, or is damaged: " + FileProblem.reason(e), e);
        }
    }

    static Vocabulary parse(String name, String text) {
        String[] lines = text.split("\n");
        String[] head = lines[0].split(" ");
        if (head.length != 5 || !head[0].equals("vocabulary")) {
            throw new TextException(name + ", line 1: \"" + shortened(lines[0]) + "\" does not begin a vocabulary");
        }
        try {
            var unit = Unit.valueOf(head[1]);
            int size = Integer.parseInt(head[2]);
            if (lines.length - 1 != size) {
                throw damaged(name, "it says " + size + " tokens and has " + (lines.length - 1));
            }
            var tokens = new ArrayList<String>(size);
            long[] counts = new long[size];
            for (int i = 0; i < size; i++) {
                String[] cells = lines[i + 1].split("\t");
                if (cells.length != 2) {
                    throw damaged(name, "line " + (i + 2) + " is \"" + shortened(lines[i + 1]) + "\"");
                }
                tokens.add(unescaped(cells[0]));
                counts[i] = Long.parseLong(cells[1]);
            }
            var vocabulary = new Vocabulary(unit, tokens, counts);
            if (vocabulary.checksum() != Long.parseLong(head[4], 16)) {
                throw damaged(name, "its checksum is wrong");
            }
            return vocabulary;
        } catch (IllegalArgumentException e) {
            throw damaged(name, e.getMessage());
        }
    }

    private static TextException damaged(String name, String how) {
        return new TextException(name + " is a damaged vocabulary: " + how + ". Make it again from its corpus");
    }

    private static String shortened(String line) {
        return line.length() <= 40 ? line : line.substring(0, 40) + "...";
    }

    static String escaped(String token) {
        String escaped = token.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r")
                .replace("\0", "\\u0000")
                .replace(" ", "\\s");
        return Escapes.wellFormed(escaped);
    }

    private static String unescaped(String cell) {
        var token = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c != '\\' || i == cell.length() - 1) {
                token.append(c);
                continue;
            }
            char next = cell.charAt(++i);
            switch (next) {
                case 'n' -> token.append('\n');
                case 't' -> token.append('\t');
                case 'r' -> token.append('\r');
                case 's' -> token.append(' ');
                case 'u' -> {
                    token.append((char) HexFormat.fromHexDigits(cell, i + 1, Math.min(i + 5, cell.length())));
                    i += 4;
                }
                default -> token.append(next);
            }
        }
        return token.toString();
    }
}
