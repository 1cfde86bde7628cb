package rnnlab.translation.language;

/** The languages of the course's lectures. */
public enum Language {
    ENGLISH("English", new EnglishNumbers(), new EnglishDates()),
    POLISH("Polish", new PolishNumbers(), new PolishDates()),
    CZECH("Czech", new CzechNumbers(), new CzechDates()),
    BULGARIAN("Bulgarian", new BulgarianNumbers(), new BulgarianDates());

    private final String title;
    private final NumberWords numbers;
    private final DateWords dates;

    Language(String title, NumberWords numbers, DateWords dates) {
        this.title = title;
        this.numbers = numbers;
        this.dates = dates;
    }

    /** Its English name. */
    public String title() {
        return title;
    }

    /** How it writes whole numbers in words. */
    public NumberWords numbers() {
        return numbers;
    }

    /** How it writes dates. */
    public DateWords dates() {
        return dates;
    }
}
