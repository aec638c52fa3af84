package dev.dormouse.cli;

/** The texts of {@code --help} and {@code --version}. Loads nothing else. */
final class Help {
  static final String VERSION = "Python 3.11.3";

  private Help() {}

  static String usage() {
    return "usage: dormouse [option] ... [-c cmd | -m mod | file | image.dmi | -] [arg] ...\n"
        + "       dormouse image build|inspect|imports|diff|state|verify|sign|keygen ...\n"
        + "       dormouse profile merge|diff|show|export ...\n"
        + "       dormouse budget [option] ... -- [arg] ...\n";
  }

  static String tryHelp() {
    return usage() + "Try `dormouse -h' for more information.\n";
  }

  static String text(String which) {
    return switch (which) {
      case "env" -> environment();
      case "xoptions" -> xOptions();
      case "all" -> full() + "\n" + environment() + "\n" + xOptions();
      default -> full();
    };
  }

  private static String environment() {
    return "Environment variables, as python's:\n"
        + "PYTHONDEBUG              : -d\n"
        + "PYTHONDEVMODE            : -X dev\n"
        + "PYTHONDONTWRITEBYTECODE  : -B\n"
        + "PYTHONFAULTHANDLER       : -X faulthandler\n"
        + "PYTHONHASHSEED           : checked, without effect\n"
        + "PYTHONINSPECT            : -i\n"
        + "PYTHONINTMAXSTRDIGITS    : -X int_max_str_digits\n"
        + "PYTHONIOENCODING         : encoding[:errors] of the standard streams\n"
        + "PYTHONNOUSERSITE         : -s\n"
        + "PYTHONOPTIMIZE           : -O\n"
        + "PYTHONPATH               : folders and images to search first, separated by :\n"
        + "PYTHONPROFILEIMPORTTIME  : -X importtime\n"
        + "PYTHONPYCACHEPREFIX      : -X pycache_prefix\n"
        + "PYTHONSAFEPATH           : -P\n"
        + "PYTHONUNBUFFERED         : -u\n"
        + "PYTHONUTF8               : -X utf8\n"
        + "PYTHONVERBOSE            : -v\n"
        + "PYTHONWARNDEFAULTENCODING: -X warn_default_encoding\n"
        + "PYTHONWARNINGS           : -W, separated by commas\n"
        + "PYTHONHOME and others have no effect.\n"
        + "\n"
        + "Environment variables of Dormouse:\n"
        + "DORMOUSE_IMAGES          : images to search before the library's, separated by :\n"
        + "DORMOUSE_JAVA            : the java command to use\n"
        + "DORMOUSE_JAVA_OPTIONS    : further options for it\n";
  }

  private static String xOptions() {
    return "Implementation-specific options, as python's:\n"
        + "-X dev                   : development mode: more warnings and checks\n"
        + "-X faulthandler          : faulthandler is enabled when it is imported\n"
        + "-X importtime            : show how long each import takes\n"
        + "-X int_max_str_digits=N  : most decimal digits of an int that is converted to or from"
        + " text\n"
        + "-X pycache_prefix=PATH   : where .pyc files are written\n"
        + "-X utf8[=0|1]            : UTF-8 mode\n"
        + "-X warn_default_encoding : warn where text files are opened without an encoding\n"
        + "Others are accepted and kept in sys._xoptions.\n";
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
        + "-X opt : implementation-specific option: see --help-xoptions\n"
        + "--check-hash-based-pycs always|default|never\n"
        + "--help-env, --help-xoptions, --help-all : more about those\n"
        + "\n"
        + "Options of Dormouse:\n"
        + "--image FILE        : search this image before the library's (repeatable; also"
        + " DORMOUSE_IMAGES, separated by :)\n"
        + "--require-signature KEYS : refuse images that none of these public keys signed (also"
        + " DORMOUSE_REQUIRE_SIGNATURE)\n"
        + "--stale WHAT        : for modules whose source beside their image has changed: refuse"
        + " (default),\n"
        + "                      or take the source or the image\n"
        + "--plugin-path PATH  : find module providers in this jar or folder (repeatable)\n"
        + "--eager             : wake all code at import, for comparison\n"
        + "--report[=FILE]     : say what was imported and woken: text on stderr, or JSON to"
        + " FILE,\n"
        + "                      or a page if its name ends in .html\n"
        + "--profile FILE      : write a startup profile to FILE (--profile-calls: count calls"
        + " too)\n"
        + "--metrics-port [HOST:]PORT : serve metrics to Prometheus while the program runs, on"
        + " loopback\n"
        + "-X no_state         : run the bodies of modules whose results are in an image\n"
        + "-X jfr              : tell JDK Flight Recorder of imports and wakes\n"
        + "\n"
        + "Images:\n"
        + images()
        + "dormouse FILE.dmi [arg] ...           : run an image's main module\n"
        + "\n"
        + "Startup profiles:\n"
        + profiles()
        + "dormouse budget --max-modules N --max-woken N --deny NAME -- [arg] ...\n"
        + "                                       : run a program and fail if it does more\n"
        + "\n"
        + "Each of these commands says more with --help.\n";
  }

  /** What {@code dormouse image} does. */
  static String images() {
    return "dormouse image build SRC... -o FILE   : compile folders, wheels and files into an"
        + " image\n"
        + "dormouse image inspect FILE [NAME]    : summary, a module, or one function with its"
        + " disassembly\n"
        + "dormouse image imports FILE           : name the modules it imports that are nowhere\n"
        + "dormouse image diff FILE FILE         : say in what two images differ\n"
        + "dormouse image state FILE MODULE...   : keep in it what its modules are after import\n"
        + "dormouse image verify FILE            : check every byte of an image\n"
        + "dormouse image keygen -o KEY          : make a key to sign images with\n"
        + "dormouse image sign --key KEY FILE    : sign an image\n";
  }

  /** What {@code dormouse profile} does. */
  static String profiles() {
    return "dormouse profile merge FILE... -o FILE : make one profile of several runs\n"
        + "dormouse profile diff BEFORE AFTER     : what woke newly, what no longer does\n"
        + "dormouse profile show FILE             : slowest wakes and imports, by module\n"
        + "dormouse profile export --format FORMAT FILE\n"
        + "                                       : for speedscope, flame graphs and others\n";
  }
}
