package dev.passback.core.submission.query;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The known word that somebody probably meant. */
final class Nearest {

    private static final int MOST_SLIPS = 2;
    private static final int LONGEST = 40;

    private Nearest() {}

    /** The one that two slips of the finger at most, and fewer than half its letters, make of the typed one; or its beginning. */
    static Optional<String> to(String typed, List<String> known) {
        String lower = typed.toLowerCase(Locale.ROOT);
        if (lower.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(word -> near(lower, word))
                .min(Comparator.comparingInt(word -> slips(lower, word)));
    }

    private static boolean near(String typed, String word) {
        int slips = slips(typed, word);
        boolean begins = typed.length() >= 3 && word.startsWith(typed);
        return begins || (slips <= MOST_SLIPS && slips * 2 < word.length());
    }

    /** Letters that were left out, added or mistaken. */
    private static int slips(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int mistaken = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(mistaken, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
