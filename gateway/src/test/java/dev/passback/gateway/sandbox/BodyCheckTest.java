package dev.passback.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'label':'L','url':'U'}",
                "{'label':'','url':'','application_id':'x','details':{'custom_field_name_prefix':'','attributes':[]}}",
                "{'label':'L','url':'U','details':{'custom_field_name_prefix':'A:','attributes':[{'key':'k','value':'v'}]}}",
                "{'label':'L','url':'U','remote_fields':{'greenhouse':{'post_headers':{'On-Behalf-Of':null}},'lever':{}}}"
            })
    void a_body_of_the_documented_form_is_good(String body) {
        assertThat(BodyCheck.problem(json(body))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"                                       | The body is no valid JSON",
                "{'label':'L'                               | The body is no valid JSON",
                "[]                                         | The body must be a JSON object",
                "null                                       | The body must be a JSON object",
                "{'url':'U'}                                | label",
                "{'label':7,'url':'U'}                      | label",
                "{'label':'L'}                              | url",
                "{'label':'L','url':null}                   | url",
                "{'label':'L','url':'U','details':null}     | details must be an object",
                "{'label':'L','url':'U','details':{}}       | details.custom_field_name_prefix",
                "{'label':'L','url':'U','remote_fields':[]} | remote_fields must be an object",
                "{'label':'L','url':'U','details':{'custom_field_name_prefix':'A'}} | details.attributes must be an array",
                "{'label':'L','url':'U','details':{'custom_field_name_prefix':'A','attributes':[1]}} | details.attributes[0] must be an object",
                "{'label':'L','url':'U','details':{'custom_field_name_prefix':'A','attributes':[{'key':'k','value':'v'},{'key':'k','value':1}]}} | details.attributes[1].value"
            })
    void a_problem_names_its_field(String body, String named) {
        assertThat(BodyCheck.problem(json(body)))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith(named));
    }

    private static String json(String withSingleQuotes) {
        return withSingleQuotes.replace('\'', '"');
    }
}
