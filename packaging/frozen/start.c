/* What starts the frozen program on Linux: Python, with the settings that the program wants.

   A process has to begin with a short memory (docs/decisions/short-memory.md), which the C library
   asks the environment for. So it is set here, and this begins once more, before there is any
   Python to begin: a thousandth of a second instead of thirty.

   Nothing of the environment reaches Python, nothing beside this program's folder is looked for.
   Libraries are found by the path that stands in this file (packaging/starter.py): others that are
   started from here get the environment as it was. */

#include <Python.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TUNABLES "glibc.malloc.perturb=85:glibc.malloc.tcache_count=0"
#define NOT_BEGUN 70 /* EX_SOFTWARE of sysexits */
#define LONGEST (PATH_MAX + 64)

static int complain(const char *what)
{
    fprintf(stderr, "distressapp cannot begin: %s. Nothing was changed. Install it again.\n", what);
    return NOT_BEGUN;
}

/* What somebody else asks of the C library stays: then the program puts both together itself. */
static void begin_with_short_memory(const char *program, char **words)
{
    if (getenv("GLIBC_TUNABLES") != NULL)
        return;
    if (setenv("GLIBC_TUNABLES", TUNABLES, 1) == 0 && setenv("PYTHONMALLOC", "malloc", 1) == 0)
        execv(program, words);
    /* Still here: the program sees that it has none, and begins anew itself. */
}

static PyStatus set(PyConfig *config, wchar_t **place, const char *folder, const char *rest)
{
    char path[LONGEST];
    snprintf(path, sizeof path, "%s%s", folder, rest);
    return PyConfig_SetBytesString(config, place, path);
}

static PyStatus search(PyConfig *config, const char *folder, const char *rest)
{
    wchar_t *path = NULL;
    PyStatus status = set(config, &path, folder, rest);
    if (!PyStatus_Exception(status))
        status = PyWideStringList_Append(&config->module_search_paths, path);
    PyMem_RawFree(path);
    return status;
}

static PyStatus begin(const char *program, const char *folder, int count, char **words)
{
    PyPreConfig before;
    PyPreConfig_InitIsolatedConfig(&before);
    before.utf8_mode = 1;
    before.allocator = PYMEM_ALLOCATOR_MALLOC; /* small things too: they are overwritten then */
    PyStatus status = Py_PreInitialize(&before);
    if (PyStatus_Exception(status))
        return status;

    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    config.site_import = 0;
    config.write_bytecode = 0;
    config.install_signal_handlers = 1;
    config.module_search_paths_set = 1;
    status = PyConfig_SetBytesArgv(&config, count, words);
    if (!PyStatus_Exception(status))
        status = set(&config, &config.executable, program, "");
    if (!PyStatus_Exception(status))
        status = set(&config, &config.program_name, program, "");
    if (!PyStatus_Exception(status))
        status = set(&config, &config.home, folder, "/lib");
    if (!PyStatus_Exception(status))
        status = set(&config, &config.stdlib_dir, folder, "/lib/" STDLIB);
    if (!PyStatus_Exception(status))
        status = search(&config, folder, "/lib/" STDLIB);
    if (!PyStatus_Exception(status))
        status = search(&config, folder, "/lib/" STDLIB "/lib-dynload");
    if (!PyStatus_Exception(status))
        status = search(&config, folder, "/lib");
    if (!PyStatus_Exception(status))
        status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    return status;
}

int main(int count, char **words)
{
    char program[PATH_MAX], folder[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return complain("it does not see where it stands (/proc is missing)");
    program[length] = '\0';
    begin_with_short_memory(program, words);

    strcpy(folder, program);
    *strrchr(folder, '/') = '\0';
    PyStatus status = begin(program, folder, count, words);
    if (PyStatus_Exception(status))
        return complain(status.err_msg != NULL ? status.err_msg : "Python does not begin");
    PySys_SetObject("frozen", Py_True);
    PyObject *bundled = PyImport_ImportModule("bundled");
    if (bundled == NULL || PyObject_CallMethod(bundled, "install", NULL) == NULL ||
        PyImport_ImportModule("start") == NULL)
        PyErr_Print(); /* where the program asked for an end, this ends the process */
    Py_FinalizeEx();
    return NOT_BEGUN; /* the program always asks for one */
}
