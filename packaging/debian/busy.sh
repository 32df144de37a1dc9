# Nothing of a program that runs may be replaced: it reads its parts when it needs them. What the
# kiosk's own session runs is stopped and started again; anything else has to be closed by its user,
# and a kiosk at which somebody may be answering is left alone. `distressapp update` has locked the
# rooms before, and takes the data back with the program: it sets DISTRESSAPP_UPDATE.
units="distressapp-kiosk.service distressapp-kiosk-x11.service"
folder=/var/lib/distressapp
again=/run/distressapp-again
quiet_minutes=10

running_units() {
    [ -d /run/systemd/system ] || return 0
    for unit in $units; do
        if systemctl is-active --quiet "$unit"; then echo "$unit"; fi
    done
}

is_kiosk_used() {
    [ -n "$(running_units)" ] || return 1
    [ -n "$(find "$folder" -maxdepth 1 \( -name letterbox.db -o -name letterbox.db-wal \) \
        -mmin "-$quiet_minutes" 2>/dev/null)" ]
}

open_programs() {
    of_session=
    if [ -n "$(running_units)" ]; then of_session=$(id -u distressapp 2>/dev/null || true); fi
    for link in /proc/[0-9]*/exe; do
        case "$(readlink "$link" 2>/dev/null)" in
            /usr/lib/distressapp/*) ;;
            *) continue ;;
        esac
        number=${link#/proc/}
        number=${number%/exe}
        owner=$(sed -n 's/^Uid:[[:space:]]*\([0-9]*\).*/\1/p' "/proc/$number/status" 2>/dev/null)
        [ -n "$owner" ] || continue
        if [ "$owner" = "$of_session" ]; then continue; fi
        echo "$number"
    done
}

refuse_if_busy() {
    [ -z "${DISTRESSAPP_UPDATE:-}" ] || return 0
    if is_kiosk_used; then
        echo "The kiosk was used in the last $quiet_minutes minutes: somebody may be answering. Nothing" >&2
        echo "was changed. Try again when it stood idle that long, or stop it before:" >&2
        echo "    systemctl stop $(running_units | tr '\n' ' ')" >&2
        exit 1
    fi
    open="$(open_programs | tr '\n' ' ')"
    if [ -n "$open" ]; then
        echo "distressapp is open (process $open). Nothing was changed. Close its windows, then try again." >&2
        exit 1
    fi
}

refuse_if_older() {
    [ -z "${DISTRESSAPP_UPDATE:-}" ] || return 0
    if dpkg --compare-versions "$1" lt "$2"; then
        echo "Version $1 is older than $2, and may not be able to read what $2 wrote. Nothing was changed." >&2
        echo "\`distressapp update back\` goes back together with the clinic's data." >&2
        exit 1
    fi
}

stop_kiosk() {
    running_units > "$again.new"
    if [ -s "$again.new" ]; then
        mv "$again.new" "$again"
        # Its words are for us: it stops, and postinst starts it.
        xargs systemctl stop < "$again"
    else
        rm -f "$again.new"
    fi
}

start_kiosk_again() {
    if [ -d /run/systemd/system ]; then
        systemctl daemon-reload
        if [ -s "$again" ]; then xargs systemctl start < "$again" || true; fi
    fi
    rm -f "$again"
}
