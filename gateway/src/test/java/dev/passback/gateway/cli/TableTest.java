package dev.passback.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columns_stand_under_each_other() {
        // Given
        Table table = new Table("NAME", "STATE");
        table.add("assessments", "active");
        table.add("x", "suspended");
        // When // Then
        assertThat(table.text()).isEqualTo("""
                NAME         STATE
                assessments  active
                x            suspended""");
    }

    @Test
    void an_empty_list_is_told_in_words() {
        // When // Then
        assertThat(new Table("NAME").text()).isEqualTo("There are none.");
    }
}
