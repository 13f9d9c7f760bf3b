# Finds what the tests in a browser need besides Java; to be sourced after toolchain.sh. Exports what Playwright reads.
# shellcheck shell=bash

readonly OLDEST_NODE=20

find_node() {
  local version=''
  if command -v node >/dev/null && command -v npm >/dev/null; then
    version=$(node -p process.versions.node 2>/dev/null || true)
    if [[ -n $version ]] && version_at_least "$version" "$OLDEST_NODE"; then
      # the program itself, not the shim of a version switcher
      PLAYWRIGHT_NODEJS_PATH=$(node -p process.execPath)
      export PLAYWRIGHT_NODEJS_PATH PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
      return
    fi
  fi
  say "The tests need Node.js $OLDEST_NODE or newer with npm on the PATH (found: ${version:-none})."
  fail 'On Debian 13 or Ubuntu 24.04: sudo apt-get install nodejs npm. Elsewhere: https://nodejs.org'
}

# browser_runs PROGRAM: it shows a page. Ubuntu's apt package is a stub that runs only with its snap.
browser_runs() {
  local profile ended=0
  profile=$(mktemp -d)
  timeout 60 "$1" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --user-data-dir="$profile" --dump-dom about:blank \
    >/dev/null 2>&1 </dev/null || ended=$?
  rm -rf "$profile"
  return "$ended"
}

find_browser() {
  if [[ -n ${PASSBACK_CHROMIUM:-} ]]; then
    browser_runs "$PASSBACK_CHROMIUM" || fail "PASSBACK_CHROMIUM names $PASSBACK_CHROMIUM, which shows no page."
    export PASSBACK_CHROMIUM
    return
  fi
  use_installed_browser && return
  install_packages chromium && use_installed_browser && return
  say 'No Chromium or Chrome that runs was found, and the tests open pages in one.'
  say "On Debian: sudo apt-get install chromium. On Ubuntu that package is only a pointer to a snap: install the snap or Google Chrome's .deb."
  fail 'A browser elsewhere is named by PASSBACK_CHROMIUM.'
}

use_installed_browser() {
  local name program
  for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    program=$(command -v "$name") || continue
    if browser_runs "$program"; then
      export PASSBACK_CHROMIUM=$program
      return 0
    fi
    say "$program does not show a page; looking further."
  done
  return 1
}

# PostgreSQL refuses to run as root; these two give its rights away.
find_user_switch() {
  ((EUID != 0)) && return 0
  command -v unshare >/dev/null && command -v setpriv >/dev/null && return 0
  install_packages util-linux || fail "As root the tests need 'unshare' and 'setpriv' (package util-linux)."
}

# install_packages NAME...: by apt-get, as root or with a sudo that asks no password; fails where that cannot be
install_packages() {
  as_root || return 1
  say "Installing $* with apt-get..."
  refresh_packages || true
  "${root_by[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >&2
}

refresh_packages() { as_root && "${root_by[@]}" apt-get update -q >&2; }

# Sets root_by to what makes a command root's.
as_root() {
  command -v apt-get >/dev/null || return 1
  root_by=(env)
  ((EUID == 0)) && return 0
  sudo -n true 2>/dev/null || return 1
  root_by=(sudo -n)
}
