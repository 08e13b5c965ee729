"""What code prints, and the comments that say what it prints. Python for Pyodide, after verify-lock.py."""

import ast
import io
import tokenize

MOST_OUTPUT = 1_000_000
MOST_TOLD = 20_000
MOST_RUNS = 60
MOST_NOTED = 400_000


class TooMuch(BaseException):
    pass


class Output(io.TextIOBase):
    def __init__(self):
        self.parts, self.size = [], 0

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        self.size += len(text)
        if self.size > MOST_OUTPUT:
            raise TooMuch()
        self.parts.append(text)
        return len(text)

    def text(self, start=0):
        return ''.join(self.parts)[start:]


class Nothing(io.TextIOBase):
    def readable(self):
        return True

    def readline(self, *_):
        raise Asks('input() has nothing to read')

    read = __next__ = readline


# Others say nothing that could be compared, and some, as imports of the future, must stand where they are.
WATCHED = (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For, ast.While, ast.With, ast.If)


class Notes:
    """The comments that may say what comes out, and what did: of the statement that each stands behind, or below."""

    def __init__(self, output):
        self.output, self.notes, self.left = output, [], MOST_NOTED

    def instrument(self, code, block):
        tree = ast.parse(code)
        found = comments_of(code)
        statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
        marked = {}
        for kind, line, text in found:
            statement = behind(statements, line) if kind == 'behind' else above(statements, line)
            if not isinstance(statement, WATCHED) or isinstance(getattr(statement, 'value', None), ast.Constant) and isinstance(statement, ast.Expr):
                continue
            note = {'kind': kind, 'block': block, 'line': line, 'comment': text, 'statement': sort_of(statement), 'runs': []}
            self.notes.append(note)
            marked.setdefault(statement, []).append(len(self.notes) - 1)
        return ast.fix_missing_locations(Marker(marked).visit(tree))

    def begin(self, numbers):
        for number in numbers:
            self.notes[number]['from'] = self.output.size

    def value(self, numbers, value):
        for number in numbers:
            self.notes[number]['value'] = short(value)
        return value

    def end(self, numbers):
        for number in numbers:
            note = self.notes[number]
            if len(note['runs']) >= MOST_RUNS or self.left <= 0:
                continue
            whole = self.output.text()
            run = {'printed': whole[note.pop('from', len(whole)):][:MOST_TOLD]}
            if 'value' in note:
                run['value'] = note.pop('value')
            if note['kind'] == 'below':
                run['so_far'] = whole[-MOST_TOLD:]
            note['runs'].append(run)
            self.left -= sum(map(len, run.values()))


def short(value):
    if value is None:
        return 'None'
    try:
        return repr(value)[:MOST_TOLD]
    except Exception:
        return ''


def comments_of(code):
    """Each comment behind a statement, and each run of comments on lines of their own, as (kind, line, text)."""
    found = []
    lines = code.split('\n')
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return []
    for token in tokens:
        if token.type != tokenize.COMMENT:
            continue
        line, column = token.start
        text = token.string.lstrip('#').strip() if token.string.startswith('# ') or '#' == token.string[:1] else token.string
        if lines[line - 1][:column].strip():
            found.append(['behind', line, text])
        elif found and found[-1][0] == 'below' and found[-1][3] == line - 1:
            found[-1][2] += '\n' + text
            found[-1][3] = line
        else:
            found.append(['below', line, text, line])
    return [tuple(each[:3]) for each in found]


def behind(statements, line):
    ending = [each for each in statements if each.end_lineno == line and not hasattr(each, 'body')]
    return max(ending, key=lambda each: (each.lineno, each.col_offset), default=None)


def above(statements, line):
    ending = [each for each in statements if each.end_lineno == line - 1 and isinstance(each, (ast.Expr, ast.For, ast.While, ast.With, ast.If))]
    # The outermost that ends there: a loop rather than the last line of its body.
    return min(ending, key=lambda each: (each.lineno, each.col_offset), default=None)


def sort_of(statement):
    if isinstance(statement, ast.Expr):
        call = statement.value
        is_print = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == 'print'
        return 'print' if is_print else 'expression'
    return 'assignment' if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)) else 'other'


class Marker(ast.NodeTransformer):
    def __init__(self, marked):
        self.marked = marked

    def visit(self, node):
        numbers = self.marked.get(node)
        self.generic_visit(node)
        if numbers is None or isinstance(node, (ast.Return, ast.Break, ast.Continue, ast.Raise)):
            return node
        value = getattr(node, 'value', None)
        if isinstance(node, (ast.Expr, ast.Assign, ast.AnnAssign)) and value is not None and not isinstance(value, (ast.Await, ast.Yield, ast.YieldFrom)):
            node.value = ast.copy_location(call('value', numbers, value), value)
        begin, end = (ast.copy_location(ast.Expr(call(name, numbers)), node) for name in ('begin', 'end'))
        return [begin, node, end]


def call(name, numbers, *arguments):
    target = ast.Attribute(ast.Name('__fabula_notes__', ast.Load()), name, ast.Load())
    return ast.Call(target, [ast.Tuple([ast.Constant(n) for n in numbers], ast.Load()), *arguments], [])
