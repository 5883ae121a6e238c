# Takes files, one after the other without anything between them, from its standard input.
#
# Arguments: make or into, the directory, and for each file its name, its size, and its SHA-256 or a
# hyphen. It is itself an argument that login shells of any kind must read alike, so it has neither
# a backslash nor an exclamation mark nor a single quote, and each line goes on without its end.
umask 077;
LC_ALL=C; export LC_ALL;
what=$1; d=$2; shift 2;
p=$d/.parcel.$$; one=$p.one;
done=;
gone() { rm -f "$p" "$one"; case $what$done in make) rm -rf "$d";; esac; };
fail() { printf "%s" "$1" >&2; exit 1; };
case $what in make) mkdir -m 700 "$d" || exit 1;; esac;
trap gone EXIT; trap "exit 1" HUP INT TERM PIPE;
cat >"$p" || exit 1;
at=1;
while [ $# -ge 3 ]; do
tail -c "+$at" "$p" | head -c "$2" >"$one" || exit 1;
[ "$(wc -c <"$one")" -eq "$2" ] || fail "$1 is cut short";
case $3 in
-) ;;
*)
if command -v sha256sum >/dev/null; then s=$(sha256sum <"$one");
elif command -v shasum >/dev/null; then s=$(shasum -a 256 <"$one");
else s=$3; fi;
case $s in "$3"*) ;; *) fail "$1 came with other bytes than were sent";; esac;;
esac;
mv -f "$one" "$d/$1" || exit 1;
at=$((at + $2)); shift 3;
done;
done=yes
