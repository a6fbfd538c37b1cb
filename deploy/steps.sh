# What every step of install.sh is made of: it looks first, says what it does, and does it once.
# Sourced. Reads: dry_run (not empty: only say), root (a folder in front of every path, or empty).
# shellcheck shell=sh

changed=0 # how many steps were not done already

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

already() { say "déjà fait : $1"; }

# Says the step; true when it is to be done now.
to_do() {
    changed=$((changed + 1))
    if [ -n "$dry_run" ]; then
        say "à faire : $1"
        return 1
    fi
    say "en cours : $1"
}

# write_file PATH WHAT < content
write_file() {
    wanted=$(cat && printf x) # keeps the last line's end
    if [ -f "$root$1" ] && [ ! -L "$root$1" ] && [ "$(cat "$root$1" && printf x)" = "$wanted" ]; then
        already "$2 ($1)"
    elif to_do "$2 ($1)"; then
        mkdir -p "$(dirname "$root$1")"
        # Beside it first: a power cut leaves the old one or the new one.
        printf '%s' "${wanted%x}" >"$root$1.new"
        chmod 0644 "$root$1.new"
        mv -f "$root$1.new" "$root$1"
    fi
}

# link PATH TARGET WHAT
link() {
    if [ "$(readlink "$root$1" 2>/dev/null || true)" = "$2" ]; then
        already "$3 ($1)"
    elif to_do "$3 ($1)"; then
        mkdir -p "$(dirname "$root$1")"
        ln -s -f -n "$2" "$root$1.new"
        mv -f -T "$root$1.new" "$root$1"
    fi
}

# absent PATH WHAT: nothing is left there by a choice made before.
absent() {
    if [ ! -e "$root$1" ] && [ ! -L "$root$1" ]; then
        already "$2"
    elif to_do "$2 ($1)"; then
        rm -f "$root$1"
    fi
}

# rights PATH MODE: root owns it, the terminal's user reads it, nobody else.
rights() {
    [ -z "$root" ] || return 0
    if [ "$(stat -c '%a %U:%G' "$1" 2>/dev/null)" = "$2 root:kiosk" ]; then
        already "droits $2 root:kiosk ($1)"
    elif to_do "droits $2 root:kiosk ($1)"; then
        chown root:kiosk "$1"
        chmod "$2" "$1"
    fi
}
