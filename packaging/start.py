"""Set up this checkout and run it: with no argument the main job and the window, with `test` the tests."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - older Pythons get as far as this line, and are told why they will not do
    sys.exit(
        "Cần Python 3.11 trở lên; máy đang chạy bản cũ hơn, hãy cài bản mới rồi chạy lại lệnh này.\n"
        "Python 3.11 or newer is needed; this is an older one, so install a newer one and run this command again."
    )

from jobs import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
