import ts from 'typescript';

/** A JSON Schema as plain data. */
export type Schema = { [key: string]: unknown };

/** Where the walk through the types writes what it finds. */
interface Walk {
  readonly checker: ts.TypeChecker;
  /** Schema of each named type, by its name. */
  readonly named: Map<string, Schema>;
  /** Which declaration took a name, so that two types of one name are noticed. */
  readonly owners: Map<string, ts.Declaration>;
}

/**
 * JSON Schema (2020-12) of an exported type and of everything it refers to, with docstrings as descriptions. Reads the source,
 * not the resolved types, so that names survive; knows what the model uses and refuses anything else.
 */
export function schemaOf(program: ts.Program, file: string, typeName: string): Schema {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const moduleSymbol = source && checker.getSymbolAtLocation(source);
  if (!moduleSymbol) throw new Error(`${file} is not a module of the program.`);
  const symbol = checker.getExportsOfModule(moduleSymbol).find(({ name }) => name === typeName);
  if (!symbol) throw new Error(`${file} does not export ${typeName}.`);
  const walk: Walk = { checker, named: new Map(), owners: new Map() };
  const root = define(walk, resolve(checker, symbol));
  const definitions = [...walk.named].filter(([name]) => name !== typeName).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...walk.named.get(root), $defs: Object.fromEntries(definitions) };
}

/** Writes the schema of a named type once and gives its name. */
function define(walk: Walk, symbol: ts.Symbol): string {
  const { name } = symbol;
  const declaration = symbol.declarations?.[0];
  if (!declaration) throw new Error(`${name} has no declaration.`);
  const owner = walk.owners.get(name);
  if (owner === declaration) return name;
  if (owner) throw new Error(`There are two types named ${name}.`);
  walk.owners.set(name, declaration);
  const description = textOf(walk, symbol);
  // The entry is there before its body, because a type may refer to itself.
  walk.named.set(name, {});
  walk.named.set(name, { ...(description === '' ? {} : { description }), ...bodyOf(walk, declaration) });
  return name;
}

function bodyOf(walk: Walk, declaration: ts.Declaration): Schema {
  if (ts.isTypeAliasDeclaration(declaration)) return convert(walk, declaration.type);
  if (ts.isInterfaceDeclaration(declaration)) return objectOf(walk, membersOf(walk, declaration));
  throw refusal(declaration);
}

/** Members of an interface, inherited ones first. */
function membersOf(walk: Walk, declaration: ts.InterfaceDeclaration): readonly ts.TypeElement[] {
  const inherited = (declaration.heritageClauses ?? [])
    .flatMap(({ types }) => types)
    .flatMap(({ expression }) => {
      const parent = walk.checker.getSymbolAtLocation(expression);
      const base = parent && resolve(walk.checker, parent).declarations?.[0];
      if (!base || !ts.isInterfaceDeclaration(base)) throw refusal(expression);
      return membersOf(walk, base);
    });
  return [...inherited, ...declaration.members];
}

function objectOf(walk: Walk, members: readonly ts.TypeElement[]): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  let additional: Schema | false = false;
  for (const member of members) {
    if (ts.isIndexSignatureDeclaration(member)) {
      additional = convert(walk, member.type);
      continue;
    }
    if (!ts.isPropertySignature(member) || !member.type) throw refusal(member);
    const name = member.name.getText();
    const symbol = walk.checker.getSymbolAtLocation(member.name);
    const description = symbol ? textOf(walk, symbol) : '';
    properties[name] = { ...(description === '' ? {} : { description }), ...convert(walk, member.type) };
    if (!member.questionToken) required.push(name);
  }
  return closed(properties, required, additional);
}

function closed(properties: Record<string, Schema>, required: string[], additional: Schema | false): Schema {
  return {
    type: 'object',
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: additional,
  };
}

function convert(walk: Walk, node: ts.TypeNode): Schema {
  if (ts.isParenthesizedTypeNode(node)) return convert(walk, node.type);
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) return convert(walk, node.type);
  if (ts.isArrayTypeNode(node)) return { type: 'array', items: convert(walk, node.elementType) };
  if (ts.isTupleTypeNode(node)) return tupleOf(walk, node);
  if (ts.isUnionTypeNode(node)) return unionOf(walk, node);
  if (ts.isTypeLiteralNode(node)) return objectOf(walk, node.members);
  if (ts.isTypeReferenceNode(node)) return referenceTo(walk, node);
  const values = literalsOf(walk, node);
  if (values) return values.length === 1 ? { const: values[0] } : { enum: values };
  if (node.kind === ts.SyntaxKind.StringKeyword) return { type: 'string' };
  if (node.kind === ts.SyntaxKind.BooleanKeyword) return { type: 'boolean' };
  if (node.kind === ts.SyntaxKind.NumberKeyword) {
    // Every number of the model is a count, a port or a size; only money and free JSON values may have fractions.
    const isMoney = ts.isPropertySignature(node.parent) && node.parent.name.getText() === 'usd';
    return { type: !isMoney && node.getSourceFile().fileName.includes('/lib/model/') ? 'integer' : 'number' };
  }
  throw refusal(node);
}

function tupleOf(walk: Walk, node: ts.TupleTypeNode): Schema {
  const items = node.elements.map((element) => convert(walk, ts.isNamedTupleMember(element) ? element.type : element));
  return { type: 'array', prefixItems: items, minItems: items.length, maxItems: items.length };
}

/** A union; its literals become one `enum`, and `undefined` (which JSON does not have) is left out. */
function unionOf(walk: Walk, node: ts.UnionTypeNode): Schema {
  const literals: unknown[] = [];
  const others: Schema[] = [];
  for (const part of node.types) {
    if (part.kind === ts.SyntaxKind.UndefinedKeyword) continue;
    const values = literalsOf(walk, part);
    if (values) literals.push(...values);
    else others.push(convert(walk, part));
  }
  const fixed =
    literals.length === 0 ? [] : [literals.length === 1 && literals[0] === null ? NULL : { enum: literals }];
  const all = [...others, ...fixed];
  const [only] = all;
  if (all.length === 1 && only) return only;
  const simple = all.every((schema) => Object.keys(schema).length === 1 && typeof schema['type'] === 'string');
  return simple ? { type: all.map((schema) => schema['type']) } : { anyOf: all };
}

const NULL: Schema = { type: 'null' };

/** The values of a literal type or of `typeof CONSTANT`; `undefined` when the type is something else. */
function literalsOf(walk: Walk, node: ts.TypeNode): readonly unknown[] | undefined {
  if (ts.isLiteralTypeNode(node)) {
    const { literal } = node;
    if (literal.kind === ts.SyntaxKind.NullKeyword) return [null];
    if (literal.kind === ts.SyntaxKind.TrueKeyword) return [true];
    if (literal.kind === ts.SyntaxKind.FalseKeyword) return [false];
    if (ts.isStringLiteral(literal)) return [literal.text];
    if (ts.isNumericLiteral(literal)) return [Number(literal.text)];
    return undefined;
  }
  if (!ts.isTypeQueryNode(node)) return undefined;
  const type = walk.checker.getTypeFromTypeNode(node);
  if (!type.isStringLiteral()) throw refusal(node);
  return [type.value];
}

function referenceTo(walk: Walk, node: ts.TypeReferenceNode): Schema {
  const name = node.typeName.getText();
  const [first, second] = node.typeArguments ?? [];
  if ((name === 'Readonly' || name === 'Partial') && first) {
    const schema = convert(walk, first);
    if (name === 'Readonly') return schema;
    return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'required'));
  }
  if (name === 'Record' && first && second) return recordOf(walk, first, second);
  if (first) throw refusal(node);
  const symbol = walk.checker.getSymbolAtLocation(node.typeName);
  if (!symbol) throw refusal(node);
  const target = resolve(walk.checker, symbol);
  const declaration = target.declarations?.[0];
  if (declaration && ts.isTypeAliasDeclaration(declaration) && ts.isTemplateLiteralTypeNode(declaration.type)) {
    return { type: 'string', pattern: patternOf(declaration.type) };
  }
  return { $ref: `#/$defs/${define(walk, target)}` };
}

/** `Record<string, V>` is open; with a union of literals as its keys, every key is a property. */
function recordOf(walk: Walk, keys: ts.TypeNode, values: ts.TypeNode): Schema {
  if (keys.kind === ts.SyntaxKind.StringKeyword) return closed({}, [], convert(walk, values));
  const type = walk.checker.getTypeFromTypeNode(keys);
  const names = (type.isUnion() ? type.types : [type]).map((part) => {
    if (!part.isStringLiteral()) throw refusal(keys);
    return part.value;
  });
  return closed(Object.fromEntries(names.map((name) => [name, convert(walk, values)])), names, false);
}

function patternOf(node: ts.TemplateLiteralTypeNode): string {
  const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const spans = node.templateSpans.map(({ type, literal }) => {
    if (type.kind !== ts.SyntaxKind.NumberKeyword) throw refusal(type);
    return `[0-9]+${escape(literal.text)}`;
  });
  return `^${escape(node.head.text)}${spans.join('')}$`;
}

/** The symbol behind an import or a re-export. */
function resolve(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function textOf(walk: Walk, symbol: ts.Symbol): string {
  return ts
    .displayPartsToString(symbol.getDocumentationComment(walk.checker))
    .replace(/\{@link ([^}]+)\}/g, '$1')
    .replace(/[ \t]*\n[ \t]*(?=[^\n\s-])/g, ' ')
    .trim();
}

function refusal(node: ts.Node): Error {
  const { fileName } = node.getSourceFile();
  return new Error(`${fileName}: ${ts.SyntaxKind[node.kind]} is not something the schema can say: ${node.getText()}`);
}
