# Sourced by the scripts that build. Exits with 2 and prints one line for each missing requirement.
missing=0
need() {
  if ! command -v "$1" >/dev/null 2>&1; then
    echo "$(basename "$0"): Missing $1 (Debian: apt-get install $2)" >&2
    missing=1
  fi
}
need javac openjdk-17-jdk-headless
need mvn maven
[ $missing -eq 0 ] || exit 2
java_version=$(javac -version 2>&1 | sed 's/javac \([0-9]*\).*/\1/')
if [ "$java_version" -lt 17 ]; then
  echo "$(basename "$0"): Java $java_version is too old (needs a JDK 17; Debian: apt-get install openjdk-17-jdk-headless)" >&2
  exit 2
fi
