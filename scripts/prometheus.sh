# Finds Prometheus and promtool, which the tests ask about alerts and dashboard; to be sourced after browser.sh. Exports what they read.
# shellcheck shell=bash

find_prometheus() {
  local unpacked=${XDG_CACHE_HOME:-$HOME/.cache}/passback/prometheus
  use_prometheus "${PASSBACK_PROMETHEUS_HOME:-}" && return
  use_prometheus "$(dirname -- "$(command -v prometheus || printf /)")" && return
  use_prometheus "$unpacked/usr/bin" && return
  unpack_package prometheus "$unpacked" && use_prometheus "$unpacked/usr/bin" && return
  say 'The tests need prometheus and promtool: on Debian or Ubuntu, sudo apt-get install prometheus.'
  fail 'Elsewhere: https://prometheus.io/download; name the folder with both programs in PASSBACK_PROMETHEUS_HOME.'
}

use_prometheus() {
  [[ -n $1 && -x $1/prometheus && -x $1/promtool ]] || return 1
  export PASSBACK_PROMETHEUS_HOME=$1
}

# unpack_package NAME FOLDER: Debian's package, without making a service of it
unpack_package() {
  local folder
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
  folder=$(mktemp -d)
  say "Downloading Debian's package $1..."
  # shellcheck disable=SC2015
  (cd "$folder" && { apt-get download -q "$1" || { refresh_packages && apt-get download -q "$1"; }; } >&2 &&
    mkdir -p "$2" && dpkg -x ./"$1"_*.deb "$2") && rm -rf "$folder" || { rm -rf "$folder" && return 1; }
}
