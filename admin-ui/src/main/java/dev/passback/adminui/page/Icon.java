package dev.passback.adminui.page;

/** The icons, as the outlines of a 16 by 16 picture that take the colour of the words beside them. */
public enum Icon {
    CHECK("M3 8.5l3.2 3.2L13 5"),
    CLOCK("M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 5v3.2l2.2 1.4"),
    UP("M8 13V3.2M3.8 7.2L8 3l4.2 4.2"),
    HAND("M5.6 3v10M10.4 3v10"),
    CROSS("M4 4l8 8M12 4l-8 8"),
    HOURGLASS(
            "M4.5 2.5h7M4.5 13.5h7M5.2 2.7c0 3 5.6 3.6 5.6 5.3S5.2 10.3 5.2 13.3M10.8 2.7c0 3-5.6 3.6-5.6 5.3s5.6 2.3 5.6 5.3"),
    STRIKE("M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM4 12L12 4"),
    WARNING("M8 2.4L14 13H2L8 2.4zM8 6.4v3.2M8 11.3v.1"),
    QUESTION("M5.6 6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.9M8 12.4v.1"),
    LOCK("M4 7.2h8v6H4zM5.6 7V5.2a2.4 2.4 0 0 1 4.8 0V7"),
    TWICE("M5.5 5.5h7.3v7.3H5.5zM3.2 10.5V3.2h7.3"),
    AGAIN("M13 8a5 5 0 1 1-1.6-3.7M13.2 2v3h-3"),
    COPY("M5.5 5.5h7.3v7.3H5.5zM3.2 10.5V3.2h7.3"),
    SEARCH("M7 2.6a4.4 4.4 0 1 0 0 8.8 4.4 4.4 0 0 0 0-8.8zM10.2 10.2l3.4 3.4"),
    PERSON("M8 2.6a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2zM2.8 13.6c.5-2.9 2.6-4.2 5.2-4.2s4.7 1.3 5.2 4.2"),
    INBOX("M2.5 9.5l2-6h7l2 6v4h-11zM2.5 9.5h3.2l.8 1.6h3l.8-1.6h3.2"),
    CONTRAST("M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 2.2v11.6M8 5h4.8M8 8h5.6M8 11h4.8"),
    EYE(
            "M1.8 8c1.4-2.6 3.6-4 6.2-4s4.8 1.4 6.2 4c-1.4 2.6-3.6 4-6.2 4s-4.8-1.4-6.2-4zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4"),
    OUT("M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3L7.5 8.5");

    private final String outline;

    Icon(String outline) {
        this.outline = outline;
    }

    public String outline() {
        return outline;
    }
}
