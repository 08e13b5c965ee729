"""Runs the code of one row, and says what came of it. Python for Pyodide, after verify-lock.py and verify-notes.py.

`main` takes and gives JSON.
"""

import ast
import doctest
import json
import re
import traceback

# What much code uses is loaded once, and not for each row.
import abc, bisect, collections, contextlib, copy, dataclasses, datetime, enum, fractions, functools, heapq, itertools
import math, operator, statistics, string, textwrap, typing

# With these in its text, code may reach what the comparison below does not see: the interpreter is not used again.
REACHES_FAR = re.compile(
    r'\b(?:__subclasses__|__globals__|__dict__|__code__|__closure__|__import__|f_back|_getframe|gc|'
    r'ctypes|importlib|exec|eval|setattr|delattr|settrace|setprofile|signal|atexit|modules|meta_path)\b'
)


def sessions_of(code):
    """The interactive examples in docstrings."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return []
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return [text for node in ast.walk(tree) if isinstance(node, kinds) and (text := ast.get_docstring(node)) and '>>>' in text]


def examples(text, names, output):
    """Runs a session, and gives how many examples there are and those that do not hold."""
    checker = doctest.OutputChecker()
    tried, wrong = 0, []
    for example in doctest.DocTestParser().get_examples(text):
        if example.options.get(doctest.SKIP):
            continue
        flags = sum(flag for flag, on in example.options.items() if on) | doctest.NORMALIZE_WHITESPACE
        start, raised = output.size, None
        try:
            execute(compile(example.source, '<session>', 'single'), names)
        except Exception as error:
            raised = ''.join(traceback.format_exception_only(error)).strip().split('\n')[-1]
        got = output.text(start)
        tried += 1
        if example.exc_msg is not None:
            expected = example.exc_msg.strip()
            if raised is None or raised.split(':')[0] != expected.split(':')[0]:
                wrong.append({'source': example.source.strip(), 'expected': expected, 'got': (raised or got.strip())[:300]})
        elif raised is not None or not checker.check_output(example.want, got, flags):
            wrong.append({'source': example.source.strip(), 'expected': example.want.strip()[:300], 'got': (raised or got.strip())[:300]})
    return tried, wrong


def failed_assert(code, line, names):
    """What an assert of two equal sides has on its left, for people."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Assert) and node.lineno <= line <= node.end_lineno:
            told = {'assert': ast.get_source_segment(code, node)}
            test = node.test
            if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Eq, ast.Is)):
                try:
                    told['left'] = short(eval(compile(ast.Expression(test.left), '<assert>', 'eval'), names))[:300]
                except BaseException:
                    pass
            return told
    return {}


def line_of(error, filename):
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == filename]
    return lines[-1] if lines else None


def run(request):
    asked = json.loads(request)
    output = Output()
    notes = Notes(output)
    # Of the module that code is in, as dataclasses and pickle look there. It is put back with all others.
    names = vars(sys.modules['__main__'])
    names.clear()
    names.update({'__name__': '__main__', '__builtins__': builtins, '__fabula_notes__': notes})
    told = {'end': 'done', 'examples': 0, 'wrong': []}
    sys.stdout, sys.stderr, sys.stdin = output, Output(), Nothing()
    # The host's loop says of itself that it runs.
    asyncio.events._set_running_loop(None)
    at = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            for at, part in enumerate(asked['parts']):
                told['at'] = at
                if part['session']:
                    tried, wrong = examples(part['code'], names, output)
                else:
                    execute(compile(notes.instrument(part['code'], at), f'<{at}>', 'exec'), names)
                    tried, wrong = 0, []
                    for text in sessions_of(part['code']):
                        n, bad = examples(text, dict(names), output)
                        tried, wrong = tried + n, wrong + bad
                told['examples'] += tried
                told['wrong'] += wrong
    except SystemExit as error:
        told['end'] = 'done' if error.code in (None, 0) else 'raised'
        told['type'], told['message'] = 'SystemExit', str(error.code)[:300]
    except TooMuch:
        told['end'] = 'output'
    except EndsInterpreter:
        told['end'] = 'ends'
    except KeyboardInterrupt:
        told['end'] = 'endless'
    except MemoryError:
        told['end'] = 'memory'
    except BaseException as error:
        told['end'] = 'raised'
        told['type'] = 'input' if isinstance(error, Asks) else 'refused' if isinstance(error, Refused) else type(error).__name__
        try:
            told['message'] = str(error)[:300]
        except BaseException:
            told['message'] = ''
        told['line'] = error.lineno if isinstance(error, SyntaxError) and error.filename in (None, '<unknown>', f'<{at}>') else line_of(error, f'<{at}>')
        if isinstance(error, ModuleNotFoundError):
            module = (error.name or '').split('.')[0]
            told['module'] = module
            told['host'] = module in HOST
        if isinstance(error, AssertionError) and told['line']:
            told.update(failed_assert(asked['parts'][at]['code'], told['line'], names))
    told['printed'] = output.size
    told['notes'] = [{key: value for key, value in note.items() if key not in ('from', 'value')} for note in notes.notes]
    return told


def main(request):
    parts = json.loads(request)['parts']
    code = '\n'.join(part['code'] for part in parts)
    try:
        told = run(request)
    finally:
        sys.stdout, sys.stderr, sys.stdin = sys.__stdout__, sys.__stderr__, sys.__stdin__
    far = REACHES_FAR.search(code) is not None or told['end'] == 'memory'
    told['again'] = not far
    if not far:
        BEFORE.back('.' in code and '=' in code)
    return json.dumps(told)


lock()
BEFORE = Before()
BEFORE.back(True)
