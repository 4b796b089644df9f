#!/bin/sh
# Runs RabbitMQ 4 beside whatever this machine has installed, for tests.
#   eng/rabbitmq4/run.sh dotnet test tests/Messaging.FunctionalTests    runs a command with it, and stops it afterwards
#   eng/rabbitmq4/run.sh                                                prints what to export, and runs until Ctrl-C
#
# RabbitMQ and Erlang are those of the distribution's next release, unpacked with the C library they need into a folder of
# this clone: nothing is installed, root is not needed. The server listens on 127.0.0.1 only, from RABBITMQ4_PORT (25700)
# on, and its data is deleted at the end. Brokers that tests start for themselves are of that version, too.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
state="$root/.platform/rabbitmq4"
files="$state/root"
libraries="$files/usr/lib/x86_64-linux-gnu"
erlang="$files/usr/lib/erlang"
port=${RABBITMQ4_PORT:-25700}
node=rabbitmq4@localhost

fail() { echo "rabbitmq4: $*" >&2; exit 2; }

# The mirror this machine already uses, whatever its name is: asked of apt, with apt's own proxy settings and keys.
write_sources() {
    . /etc/os-release
    [ "$ID $VERSION_CODENAME" = "debian bookworm" ] ||
        fail "no recipe for '$ID ${VERSION_CODENAME:-}': set TEST_RABBITMQ and TEST_RABBITMQ_MANAGEMENT to a server of your own"
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $VERSION_CODENAME" 2>/dev/null | head -n 1)
    [ -n "$mirror" ] || fail "apt names no mirror for $VERSION_CODENAME: run apt-get update first"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" > "$state/apt/sources.list"
}

unpack() {
    [ -e "$state/complete" ] && return
    [ "$(uname -m)" = x86_64 ] || fail "the recipe is for x86_64"
    echo "rabbitmq4: unpacking RabbitMQ 4 under .platform/rabbitmq4 (once, 45 MB, nothing is installed)" >&2
    rm -rf "$state"
    mkdir -p "$state/apt/lists/partial" "$state/apt/cache/archives/partial" "$state/packages" "$files"
    : > "$state/apt/status"
    write_sources
    set -- -q -o "Dir::Etc::sourcelist=$state/apt/sources.list" -o Dir::Etc::sourceparts=- \
        -o "Dir::State=$state/apt" -o "Dir::State::status=$state/apt/status" -o "Dir::Cache=$state/apt/cache" \
        -o APT::Sandbox::User=root -o Acquire::Languages=none
    apt-get "$@" update > "$state/log" 2>&1 || fail "apt-get update failed, see $state/log"
    # Everything that Erlang's programs load; not what packages need to be installed.
    names=$(apt-get "$@" install --no-install-recommends --print-uris -y rabbitmq-server patchelf 2>> "$state/log" |
        sed -n "s#^'[^']*/\([^/_']*\)_[^']*' .*#\1#p" | sed 's/%2b/+/g' |
        grep -E '^(erlang-|rabbitmq-server$|patchelf$|zlib1g$|lib(c6|gcc-s1|stdc|ssl|tinfo|ncurses|systemd|cap2|crypt1|lzma|zstd))')
    (cd "$state/packages" && apt-get "$@" download $names >> "$state/log" 2>&1) || fail "apt-get download failed, see $state/log"
    for package in "$state"/packages/*.deb; do dpkg-deb -x "$package" "$files"; done
    rm -rf "$state/packages" "$state/apt"

    # Erlang's programs find the newer C library by themselves, so that the shells and tools they start use the system's.
    find "$erlang" -type f -perm -u+x | while read -r file; do
        if head -c 4 "$file" | grep -q ELF; then
            "$libraries/ld-linux-x86-64.so.2" --library-path "$libraries" "$files/usr/bin/patchelf" \
                --set-interpreter "$libraries/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$libraries" "$file"
        fi
    done
    sed -i "s#=/usr/lib/erlang#=$erlang#" "$erlang/bin/erl" "$erlang/bin/start" "$erlang"/erts-*/bin/erl "$erlang"/erts-*/bin/start
    touch "$state/complete"
}

unpack
bin=$(echo "$files"/usr/lib/rabbitmq/lib/rabbitmq_server-4*/sbin)
data=$(mktemp -d "${TMPDIR:-/tmp}/rabbitmq4.XXXXXX")
secret=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')

printf '[rabbitmq_management].\n' > "$data/enabled_plugins"
cat > "$data/rabbitmq.conf" <<END
default_user = platform
default_pass = $secret
management.tcp.ip = 127.0.0.1
management.tcp.port = $((port + 1))
log.file = false
log.console = true
log.console.level = warning
END

export PATH="$erlang/bin:$PATH"
server() {
    HOME="$data" ERL_EPMD_PORT=$((port + 2)) ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_DIST_PORT=$((port + 3)) \
        RABBITMQ_NODENAME="$node" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$port" \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}" \
        RABBITMQ_MNESIA_BASE="$data/data" RABBITMQ_LOG_BASE="$data/log" ERL_CRASH_DUMP="$data/erl_crash.dump" \
        RABBITMQ_ENABLED_PLUGINS_FILE="$data/enabled_plugins" RABBITMQ_CONFIG_FILE="$data/rabbitmq.conf" \
        RABBITMQ_CONF_ENV_FILE="$data/none" RABBITMQ_GENERATED_CONFIG_DIR="$data/generated" exec "$@"
}

(server epmd -port $((port + 2)) -address 127.0.0.1) > /dev/null 2>&1 &
names=$!
(server "$bin/rabbitmq-server") > "$data/output" 2>&1 &
broker=$!
stop() {
    trap - EXIT TERM
    kill "$broker" 2> /dev/null && wait "$broker" 2> /dev/null || true
    kill "$names" 2> /dev/null || true
    rm -rf "$data"
}
trap stop EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

# It fails at once where the server's process is not known yet.
tries=0
until (server "$bin/rabbitmqctl" -q -n "$node" await_startup --timeout 60) > "$data/await" 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -ge 20 ] || ! kill -0 "$broker" 2> /dev/null; then
        cat "$data/output" "$data/await" >&2
        fail "RabbitMQ did not start on port $port (another run? RABBITMQ4_PORT chooses another)"
    fi
    sleep 1
done

export TEST_RABBITMQ="amqp://platform:$secret@127.0.0.1:$port"
export TEST_RABBITMQ_MANAGEMENT="http://platform:$secret@127.0.0.1:$((port + 1))"
export LOCAL_RABBITMQ="$bin"
if [ $# -gt 0 ]; then
    "$@"
else
    printf 'export TEST_RABBITMQ=%s\nexport TEST_RABBITMQ_MANAGEMENT=%s\nexport LOCAL_RABBITMQ=%s\n' \
        "$TEST_RABBITMQ" "$TEST_RABBITMQ_MANAGEMENT" "$LOCAL_RABBITMQ"
    wait "$broker"
fi
