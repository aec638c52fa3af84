package dev.dormouse.cli;

/** The texts of {@code --help} and {@code --version}. Loads nothing else. */
final class Help {
  static final String VERSION = "Python 3.11.3";

  private Help() {}

  static String usage() {
    return "usage: dormouse [option] ... [-c cmd | -m mod | file | image.dmi | -] [arg] ...\n"
        + "       dormouse image build|inspect|verify ...\n";
  }

  static String tryHelp() {
    return usage() + "Try `dormouse -h' for more information.\n";
  }

  static String full() {
    return usage()
        + "\n"
        + "Options, as python's:\n"
        + "-b     : warn about str(bytes) and about comparing bytes with str (-bb: raise)\n"
        + "-B     : don't write .pyc files on import; also PYTHONDONTWRITEBYTECODE=x\n"
        + "-c cmd : run a program given as text (ends the options)\n"
        + "-E     : ignore PYTHON* environment variables\n"
        + "-h     : print this help and exit (also -? or --help)\n"
        + "-i     : become interactive after running a script; also PYTHONINSPECT=x\n"
        + "-I     : isolate from the user's environment (implies -E, -P and -s)\n"
        + "-m mod : run a library module as a script (ends the options)\n"
        + "-O     : remove assert statements and what depends on __debug__; also PYTHONOPTIMIZE=x\n"
        + "-OO    : do -O and drop docstrings, too\n"
        + "-P     : don't put the script's folder or '' at the front of sys.path; also"
        + " PYTHONSAFEPATH=x\n"
        + "-q     : don't print version and copyright when interactive\n"
        + "-s     : don't add the user's site-packages to sys.path; also PYTHONNOUSERSITE=x\n"
        + "-S     : don't import site at start\n"
        + "-u     : don't buffer stdout and stderr; also PYTHONUNBUFFERED=x\n"
        + "-v     : trace imports; also PYTHONVERBOSE=x\n"
        + "-V     : print the Python version and exit (also --version; twice: more)\n"
        + "-W arg : control warnings: action:message:category:module:lineno; also"
        + " PYTHONWARNINGS=arg\n"
        + "-x     : skip the first line of the source\n"
        + "-X opt : implementation-specific option, such as importtime or utf8\n"
        + "--check-hash-based-pycs always|default|never\n"
        + "\n"
        + "Options of Dormouse:\n"
        + "--image FILE        : search this image before the library's (repeatable; also"
        + " DORMOUSE_IMAGES, separated by :)\n"
        + "--plugin-path PATH  : find module providers in this jar or folder (repeatable)\n"
        + "--eager             : wake all code at import, for comparison\n"
        + "--report[=FILE]     : say what was imported and woken: text on stderr, or JSON to FILE,\n"
        + "                      or a page if its name ends in .html\n"
        + "--profile FILE      : write a startup profile to FILE (--profile-calls: count calls too)\n"
        + "--metrics-port [HOST:]PORT : serve metrics to Prometheus while the program runs, on loopback\n"
        + "-X jfr              : tell JDK Flight Recorder of imports and wakes\n"
        + "\n"
        + "Images:\n"
        + "dormouse image build SRC... -o FILE   : compile folders and files into an image\n"
        + "dormouse image inspect FILE [NAME]    : summary, a module, or one function with its"
        + " disassembly\n"
        + "dormouse image verify FILE            : check every byte of an image\n"
        + "dormouse FILE.dmi [arg] ...           : run an image's main module\n"
        + "\n"
        + "Startup profiles:\n"
        + "dormouse profile merge FILE... -o FILE : make one profile of several runs\n"
        + "dormouse profile diff FILE FILE        : what woke newly, what no longer does\n"
        + "dormouse profile show FILE             : slowest wakes and imports, by module\n"
        + "dormouse profile export --format speedscope|collapsed|importtime|json FILE\n"
        + "dormouse budget --max-modules N --max-woken N --deny NAME -- [arg] ...\n"
        + "                                       : run a program and fail if it does more\n";
  }
}
