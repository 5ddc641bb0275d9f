"""Small changes to a module's code, one at a time: each should make one of its tests fail.

A change replaces one node of the syntax tree: a comparison, an operator, a number, a word, a truth value, a condition,
`min` by `max`, or a statement by nothing. Types, docstrings, sentences and decorators stay as they are.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div, ast.Mod: ast.Mult,
    ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
TYPES = {"Literal", "Annotated", "NewType", "TypeVar"}
"""What is written in these says what type checkers read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One changed node: where it stands, what it was and what it became, and the whole module with it."""

    line: str
    change: str
    source: str


def changes(source: str) -> list[Change]:
    """List every single change of a module, in the order of its lines."""
    tree, lines = ast.parse(source), source.splitlines()
    found = []
    for number, (node, others) in enumerate(_places(tree)):
        found += [_changed(tree, number, node, other, lines[node.lineno - 1]) for other in others]
    return found


def _changed(tree: ast.Module, number: int, node: ast.expr | ast.stmt, other: ast.AST, line: str) -> Change:
    made = copy.deepcopy(tree)
    place = next(one for count, (one, _) in enumerate(_places(made)) if count == number)
    place.__class__ = other.__class__  # type: ignore[assignment]
    kept = {name: getattr(place, name) for name in ("lineno", "col_offset", "end_lineno", "end_col_offset")}
    place.__dict__.clear()
    place.__dict__.update(copy.deepcopy(other.__dict__) | kept)
    return Change(line=line.strip(), change=f"{_short(node)} -> {_short(other)}", source=ast.unparse(made))


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _places(tree: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, list[ast.AST]]]:
    """Walk through all that runs, with what each node may become; the order is always the same."""
    for node in _running(tree):
        if isinstance(node, ast.expr | ast.stmt) and (others := list(_others(node))):
            yield node, others


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Leave out annotations, decorators, docstrings, types and the parts of sentences."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params") or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_for_readers(child):
                yield child
                yield from _running(child)


def _is_for_readers(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    typed = node.value if isinstance(node, ast.Subscript) else node.func if isinstance(node, ast.Call) else None
    return isinstance(typed, ast.Name) and typed.id in TYPES


def _others(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=[first, *rest]):
            yield ast.Compare(left=node.left, ops=[COMPARISONS[type(first)](), *rest], comparators=node.comparators)
        case ast.BoolOp():
            yield ast.BoolOp(op=ast.And() if isinstance(node.op, ast.Or) else ast.Or(), values=node.values)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.BinOp() if type(node.op) in OPERATORS:
            yield ast.BinOp(left=node.left, op=OPERATORS[type(node.op)](), right=node.right)
        case ast.Constant():
            yield from map(ast.Constant, _values(node.value))
        case ast.Name(id=name) if name in NAMES and isinstance(node.ctx, ast.Load):
            yield ast.Name(id=NAMES[name], ctx=ast.Load())
        case ast.If() | ast.IfExp() if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            yield _with_test(node, ast.UnaryOp(op=ast.Not(), operand=node.test))
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.AugAssign() | ast.Continue() | ast.Break():
            yield ast.Pass()


def _with_test(node: ast.If | ast.IfExp, test: ast.expr) -> ast.AST:
    made = copy.copy(node)
    made.test = test
    return made


def _values(value: object) -> Iterator[object]:
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
        case float():
            yield value * 2 or 1.0
        case str() if value.isidentifier():
            yield f"{value}_"
        case bytes():
            yield value + b"_"
