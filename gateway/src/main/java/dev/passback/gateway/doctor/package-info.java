/** What is wrong with an installation, and what to do: {@link dev.passback.gateway.doctor.Doctor} asks all that look at a part of it. */
@NullMarked
package dev.passback.gateway.doctor;

import org.jspecify.annotations.NullMarked;
