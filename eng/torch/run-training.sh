#!/bin/sh
# Runs Healthcare.Training on machines whose C++ runtime is older than TorchSharp's native library needs.
#   eng/torch/run-training.sh train imaging --task chest-xray --data FOLDER --out FOLDER
#   eng/torch/run-training.sh --check       says what would be used, and does nothing
#
# Where the machine's libstdc++ is new enough, this only starts the program. Elsewhere (Debian 12, Ubuntu 22.04) it
# takes glibc, libstdc++ and libgcc of the distribution's next release, unpacks them into a folder of this clone
# (nothing is installed, root is not needed), and starts a copy of the program that uses them.
set -eu

needed=GLIBCXX_3.4.32
root=$(cd "$(dirname "$0")/../.." && pwd)
state="$root/.platform/torch"
output="$root/src/Healthcare/Healthcare.Training/bin/Release/net10.0"

fail() { echo "run-training: $*" >&2; exit 2; }

runtime_is_new_enough() {
    for folder in /usr/lib/x86_64-linux-gnu /usr/lib64 /usr/lib /lib/x86_64-linux-gnu; do
        if [ -e "$folder/libstdc++.so.6" ]; then
            grep -qaF "$needed" "$folder/libstdc++.so.6" && return 0
            return 1
        fi
    done
    return 1
}

# The mirror this machine already uses, whatever its name is: asked of apt, with apt's own proxy settings and keys.
write_sources() {
    . /etc/os-release
    case "$ID" in
        debian) next=trixie; keys=/usr/share/keyrings/debian-archive-keyring.gpg ;;
        ubuntu) next=noble; keys=/usr/share/keyrings/ubuntu-archive-keyring.gpg ;;
        *) fail "no recipe for '$ID': train on a machine whose libstdc++ has $needed (Debian 13, Ubuntu 24.04)" ;;
    esac
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $VERSION_CODENAME" 2>/dev/null | head -n 1)
    if [ -z "$mirror" ]; then
        mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
            sed -n -e "s/^URIs:[[:space:]]*\([^[:space:]]*\).*/\1/p" -e "s/^deb .*\(http[^[:space:]]*\) $VERSION_CODENAME .*/\1/p" | head -n 1)
    fi
    [ -n "$mirror" ] || fail "apt names no mirror for $VERSION_CODENAME"
    echo "deb [signed-by=$keys] $mirror $next main" > "$state/apt/sources.list"
}

unpack_runtime() {
    [ -e "$state/runtime/complete" ] && return
    echo "run-training: this machine's libstdc++ has no $needed; unpacking a newer one under .platform/torch (once, nothing is installed)" >&2
    command -v apt-get > /dev/null || fail "needs apt-get to fetch a newer C++ runtime"
    rm -rf "$state/apt" "$state/runtime"
    mkdir -p "$state/apt/lists/partial" "$state/apt/cache/archives/partial" "$state/runtime/packages"
    : > "$state/apt/status"
    write_sources
    set -- -q -o "Dir::Etc::sourcelist=$state/apt/sources.list" -o Dir::Etc::sourceparts=- \
        -o "Dir::State=$state/apt" -o "Dir::State::status=$state/apt/status" -o "Dir::Cache=$state/apt/cache" \
        -o APT::Sandbox::User=root -o Acquire::Languages=none
    apt-get "$@" update > "$state/apt/log" 2>&1 || fail "apt-get update failed, see $state/apt/log"
    (cd "$state/runtime/packages" && apt-get "$@" download libc6 libstdc++6 libgcc-s1 patchelf >> "$state/apt/log" 2>&1) ||
        fail "apt-get download failed, see $state/apt/log"
    for package in "$state"/runtime/packages/*.deb; do dpkg-deb -x "$package" "$state/runtime/root"; done
    mkdir "$state/runtime/lib"
    find "$state/runtime/root" -path '*x86_64-linux-gnu/*' -name '*.so*' -exec cp -P {} "$state/runtime/lib/" \;
    rm -rf "$state/runtime/packages" "$state/apt"
    touch "$state/runtime/complete"
}

if [ "${1:-}" = --check ]; then
    if runtime_is_new_enough; then echo "libstdc++ has $needed: nothing else is needed"
    elif [ -e "$state/runtime/complete" ]; then echo "libstdc++ lacks $needed: the one unpacked under .platform/torch is used"
    else echo "libstdc++ lacks $needed: a newer one would be unpacked under .platform/torch"; fi
    exit 0
fi

# A thread that waits for another must not burn the processor that other work on this machine could use.
export OMP_WAIT_POLICY="${OMP_WAIT_POLICY:-PASSIVE}"

[ "$(uname -m)" = x86_64 ] || fail "TorchSharp's CPU build needs x86_64"
# The solution, not the project: building it asks the feeds about Aspire in a fresh clone.
dotnet build "$root/Training.sln" -c Release -v q -nologo -clp:"ErrorsOnly;NoSummary" >&2
if runtime_is_new_enough; then exec "$output/Healthcare.Training" "$@"; fi

unpack_runtime
library="$state/runtime/lib"
# The loader is part of glibc, so the program itself must name the new one: a copy does, the built one stays as it is.
cp -f "$output/Healthcare.Training" "$output/Healthcare.Training.torch"
"$library/ld-linux-x86-64.so.2" --library-path "$library" "$(find "$state/runtime/root" -path '*/bin/patchelf')" \
    --set-interpreter "$library/ld-linux-x86-64.so.2" "$output/Healthcare.Training.torch"
dotnet_root=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}
DOTNET_ROOT="$dotnet_root" LD_LIBRARY_PATH="$library:$output/runtimes/linux-x64/native" \
    exec "$output/Healthcare.Training.torch" "$@"
