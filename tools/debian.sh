#!/bin/sh
# Install Debian packages, as root or by sudo, unless they are there.
# Usage: tools/debian.sh COMMAND PACKAGE...
# Nothing is done where COMMAND (may be empty) is on the PATH, however it came there.
set -eu

command=$1
shift
if [ -n "$command" ] && command -v "$command" >/dev/null; then
    exit 0
fi

missing=
for package; do
    if ! dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
        missing="$missing $package"
    fi
done
if [ -z "$missing" ]; then
    exit 0
fi

fail() {
    echo "clawback: missing:$missing. $1" >&2
    exit 2
}

command -v apt-get >/dev/null || fail "There is no apt-get here: install it by your system's own means, then try again."
if [ "$(id -u)" = 0 ]; then
    become=
elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    become=sudo
else
    fail "As root: apt-get update && apt-get install$missing. Then try again."
fi

echo "Installing Debian packages:$missing ..."
$become apt-get update -qq
# shellcheck disable=SC2086  # one word a package
$become env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends $missing >/dev/null
