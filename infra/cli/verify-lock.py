"""The interpreter before any code, apart from its host, and how it becomes so again after each row. Python for Pyodide.

The three files are run one after another in the same names, which are not those of the code.
Nothing of the host is reachable from here: the process that this runs in is locked. What is refused here too is refused
with a word, where there it would end the process.
"""

import asyncio
import builtins
import decimal
import gc
import os
import random
import shutil
import socket
import sys
import time
import warnings

HOST = ('js', 'pyodide', 'pyodide_js', '_pyodide', '_pyodide_core')


class EndsInterpreter(BaseException):
    pass


class Refused(PermissionError):
    pass


class Asks(EOFError):
    pass


def refusing(name):
    def refuse(*_, **__):
        raise Refused(f'{name} is not there for code that is verified')

    return refuse


def end_interpreter(*_):
    raise EndsInterpreter()


def lock():
    for name in ('system', 'popen', 'kill', 'fork', 'forkpty', 'execv', 'execve', 'posix_spawn', 'posix_spawnp'):
        if hasattr(os, name):
            setattr(os, name, refusing(f'os.{name}'))
    os._exit = os.abort = end_interpreter
    for name in ('connect', 'connect_ex', 'bind', 'listen', 'sendto'):
        setattr(socket.socket, name, refusing('the network'))
    for name in ('getaddrinfo', 'gethostbyname', 'create_connection', 'create_server'):
        setattr(socket, name, refusing('the network'))
    asyncio.run = run_alone
    sys.meta_path[:] = [finder for finder in sys.meta_path if 'pyodide' not in type(finder).__module__]
    for name in list(sys.modules):
        if name.split('.')[0] in HOST:
            sys.modules[name] = None


class Loop(asyncio.BaseEventLoop):
    """Runs until what it was asked is done. The host's own loop would go on only after the code has ended."""

    class Waiting:
        def select(self, timeout):
            time.sleep(min(timeout or 0, 1))
            return []

    def __init__(self):
        super().__init__()
        self._selector = Loop.Waiting()

    def _process_events(self, _):
        pass

    def _write_to_self(self):
        pass


def run_alone(main, *, debug=None, loop_factory=None):
    with asyncio.Runner(debug=debug, loop_factory=loop_factory or Loop) as runner:
        return runner.run(main)


class Policy:
    def __init__(self):
        self.loop = None

    def get_event_loop(self):
        if self.loop is None:
            self.loop = Loop()
        return self.loop

    def set_event_loop(self, loop):
        self.loop = loop

    def new_event_loop(self):
        return Loop()


class Before:
    """How the interpreter is before any row, and how it becomes so again."""

    def __init__(self):
        self.modules = dict(sys.modules)
        self.inside = [(vars(module), dict(vars(module))) for module in self.modules.values() if module is not None]
        classes = {
            each
            for _, names in self.inside
            for each in list(names.values())
            if isinstance(each, type) and each.__flags__ & (1 << 9)
        }
        self.classes = [(each, dict(vars(each))) for each in classes]
        self.lists = [(each, list(each)) for each in (sys.path, sys.meta_path, sys.path_hooks, sys.argv, warnings.filters)]
        self.environment = dict(os.environ)
        self.limit = sys.getrecursionlimit()

    def back(self, thorough):
        sys.settrace(None)
        sys.setprofile(None)
        sys.setrecursionlimit(self.limit)
        sys.modules.clear()
        sys.modules.update(self.modules)
        for names, before in self.inside:
            if len(names) != len(before) or any(names.get(name, self) is not value for name, value in before.items()):
                names.clear()
                names.update(before)
        if thorough:
            for each, before in self.classes:
                now = vars(each)
                for name in [name for name in now if name not in before]:
                    type.__delattr__(each, name)
                for name, value in before.items():
                    if now.get(name, self) is not value and name not in ('__abc_impl__', '__annotations_cache__'):
                        type.__setattr__(each, name, value)
        for each, before in self.lists:
            each[:] = before
        os.environ.clear()
        os.environ.update(self.environment)
        decimal.setcontext(decimal.DefaultContext.copy())
        asyncio.events._event_loop_policy = Policy()
        random.seed(0)
        clear_files()
        gc.enable()


def clear_files():
    os.chdir('/')
    for folder in ('/tmp', '/home/pyodide'):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder, exist_ok=True)
    os.chdir('/home/pyodide')


BUILTINS, SAVED_BUILTINS = vars(builtins), dict(vars(builtins))


def execute(code, names):
    try:
        exec(code, names)
    finally:
        # Before anything else is done, and by nothing that the code may have replaced.
        BUILTINS.clear()
        BUILTINS.update(SAVED_BUILTINS)
