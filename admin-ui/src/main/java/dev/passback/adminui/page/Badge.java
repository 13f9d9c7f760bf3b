package dev.passback.adminui.page;

/** A word with its icon and its colour. */
public record Badge(String word, Icon icon, Tone tone) {}
