import { createRequire } from 'node:module';
import type { ColumnSchema, DatabaseSchema, KqlType } from '../model/schema.js';
import type { BoundQuery, Diagnostic, SymbolKind, Syntax, SyntaxParameter, SyntaxType } from './syntax.js';
import { UnexpectedSyntax } from './syntax.js';

// The one module that touches @kusto/language-service-next. That package is compiled from C#, declares globals
// (Bridge, System, Kusto) and has no module form, so it is required on first use and seen through the shapes below.

interface VendorList<T> {
  readonly Count: number;
  getItem(index: number): T;
}

interface VendorSymbol {
  readonly Kind: number;
  readonly Name: string;
  readonly Type?: VendorSymbol;
  readonly Columns?: VendorList<{ readonly Name: string; readonly Type: VendorSymbol }>;
  readonly IsOpen?: boolean;
}

interface VendorNode {
  readonly [place: string]: unknown;
  readonly Kind: number;
  readonly ChildCount: number;
  readonly TextStart: number;
  readonly Width: number;
  readonly ResultType?: VendorSymbol | null;
  readonly ReferencedSymbol?: VendorSymbol | null;
  readonly ReferencedSignature?: { readonly Parameters: VendorList<VendorParameter> } | null;
  GetChild(index: number): VendorNode | null;
  ToString(trivia: number): string;
  GetCalledFunctionBody?(): VendorNode | null;
}

interface VendorParameter {
  readonly Name: string;
  readonly DeclaredTypes?: VendorList<VendorSymbol> | null;
  readonly DefaultValue?: VendorNode | null;
}

interface VendorDiagnostic {
  readonly Code: string;
  readonly Severity: string;
  readonly Message: string;
  readonly Start: number;
  readonly Length: number;
}

interface VendorGlobals {
  WithDatabase(database: unknown): VendorGlobals;
}

interface Vendor {
  readonly Language: {
    readonly GlobalState: { readonly Default: VendorGlobals };
    readonly KustoFacts: { GetExpressionResultName(node: VendorNode, fallback: string): string | null };
    readonly KustoCode: {
      ParseAndAnalyze(
        text: string,
        globals: VendorGlobals,
      ): { readonly Syntax: VendorNode; GetDiagnostics(): VendorList<VendorDiagnostic> };
    };
    readonly Symbols: {
      readonly SymbolKind: object;
      readonly ScalarTypes: { GetSymbol(name: string): VendorSymbol };
      readonly ColumnSymbol: new (name: string, type: VendorSymbol) => VendorSymbol;
      readonly TableSymbol: { readonly $ctor4: new (name: string, columns: readonly VendorSymbol[]) => VendorSymbol };
      readonly FunctionSymbol: {
        readonly $ctor16: new (name: string, parameters: string, body: string, about: null) => VendorSymbol;
      };
      readonly DatabaseSymbol: {
        readonly $ctor1: new (name: string, members: readonly VendorSymbol[]) => VendorSymbol;
      };
    };
    readonly Syntax: { readonly SyntaxKind: object };
  };
}

interface VendorSystem {
  readonly Enum: { toString(type: object, value: number): string };
}

interface Service {
  readonly vendor: Vendor['Language'];
  readonly enumName: (type: object, value: number) => string;
}

let loaded: Service | undefined;

function service(): Service {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  require('@kusto/language-service-next/bridge.min.js');
  require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  const globals = globalThis as unknown as { readonly Kusto: Vendor; readonly System: VendorSystem };
  const vendor = globals.Kusto.Language;
  const names = new Map<object, Map<number, string>>();
  const enumName = (type: object, value: number): string => {
    let known = names.get(type);
    if (!known) {
      known = new Map();
      names.set(type, known);
    }
    let name = known.get(value);
    if (name === undefined) {
      name = globals.System.Enum.toString(type, value);
      known.set(value, name);
    }
    return name;
  };
  loaded = { vendor, enumName };
  return loaded;
}

const globalsOf = new WeakMap<DatabaseSchema, VendorGlobals>();

function globalsFor(schema: DatabaseSchema): VendorGlobals {
  const known = globalsOf.get(schema);
  if (known) return known;
  const { vendor } = service();
  const { Symbols } = vendor;
  const tables = schema.tables.map(
    (table) =>
      new Symbols.TableSymbol.$ctor4(
        table.name,
        table.columns.map(
          (column) => new Symbols.ColumnSymbol(column.name, Symbols.ScalarTypes.GetSymbol(column.type)),
        ),
      ),
  );
  const functions = (schema.functions ?? []).map(
    (saved) => new Symbols.FunctionSymbol.$ctor16(saved.name, saved.parameters, saved.body, null),
  );
  const database = new Symbols.DatabaseSymbol.$ctor1(schema.name, [...tables, ...functions]);
  const globals = vendor.GlobalState.Default.WithDatabase(database);
  globalsOf.set(schema, globals);
  return globals;
}

/** Parses and binds a query. The first call loads the language service (about 0.2 s) and warms it (about 0.4 s). */
export function bind(text: string, schema: DatabaseSchema): BoundQuery {
  const { vendor } = service();
  const code = vendor.KustoCode.ParseAndAnalyze(text, globalsFor(schema));
  return { text, root: wrap(code.Syntax), diagnostics: items(code.GetDiagnostics()).map(diagnostic) };
}

function diagnostic(from: VendorDiagnostic): Diagnostic {
  return { code: from.Code, severity: from.Severity, message: from.Message, start: from.Start, length: from.Length };
}

function items<T>(list: VendorList<T>): T[] {
  return Array.from({ length: list.Count }, (_, index) => list.getItem(index));
}

const scalarNames = new Set<string>('bool int long real decimal string datetime timespan guid dynamic'.split(' '));

function scalarOf(symbol: VendorSymbol): KqlType | undefined {
  if (scalarNames.has(symbol.Name)) return symbol.Name as KqlType;
  return symbol.Name.startsWith('dynamic') ? 'dynamic' : undefined;
}

function columnsOf(symbol: VendorSymbol): ColumnSchema[] {
  return items(symbol.Columns!).map((column) => ({ name: column.Name, type: scalarOf(column.Type) ?? 'dynamic' }));
}

function typeOf(node: VendorNode): SyntaxType {
  const { vendor, enumName } = service();
  const symbol = node.ResultType;
  if (!symbol) return { kind: 'other', name: 'none' };
  const kind = enumName(vendor.Symbols.SymbolKind, symbol.Kind);
  if (kind === 'Table')
    return { kind: 'table', name: symbol.Name, columns: columnsOf(symbol), open: symbol.IsOpen === true };
  if (kind === 'Tuple') return { kind: 'tuple', columns: columnsOf(symbol) };
  const scalar = scalarOf(symbol);
  return scalar ? { kind: 'scalar', scalar } : { kind: 'other', name: symbol.Name };
}

const symbolKinds = new Set<string>(['Column', 'Table', 'Function', 'Variable', 'Parameter', 'Tuple']);

function symbolOf(node: VendorNode): Syntax['symbol'] {
  const { vendor, enumName } = service();
  const symbol = node.ReferencedSymbol;
  if (!symbol) return undefined;
  const kind = enumName(vendor.Symbols.SymbolKind, symbol.Kind);
  return { kind: symbolKinds.has(kind) ? (kind as SymbolKind) : 'Other', name: symbol.Name };
}

function parameterOf(parameter: VendorParameter): SyntaxParameter {
  const types = parameter.DeclaredTypes ? items(parameter.DeclaredTypes) : [];
  return {
    name: parameter.Name,
    type: types.length === 1 && types[0] ? scalarOf(types[0]) : undefined,
    defaultValue: parameter.DefaultValue ? wrap(parameter.DefaultValue) : undefined,
  };
}

const wrapped = new WeakMap<VendorNode, Syntax>();

function wrap(node: VendorNode): Syntax {
  const known = wrapped.get(node);
  if (known) return known;
  const { vendor, enumName } = service();
  const syntax: Syntax = {
    kind: enumName(vendor.Syntax.SyntaxKind, node.Kind),
    get start() {
      return node.TextStart;
    },
    get length() {
      return node.Width;
    },
    get text() {
      return node.ToString(1);
    },
    get type() {
      return typeOf(node);
    },
    get symbol() {
      return symbolOf(node);
    },
    get stringValue() {
      const value = node.LiteralValue;
      return typeof value === 'string' ? value : undefined;
    },
    get name() {
      return typeof node.SimpleName === 'string' ? node.SimpleName : '';
    },
    get resultName() {
      return vendor.KustoFacts.GetExpressionResultName(node, '') ?? '';
    },
    get children() {
      const children: Syntax[] = [];
      for (let index = 0; index < node.ChildCount; index++) {
        const child = node.GetChild(index);
        if (child) children.push(wrap(child));
      }
      return children;
    },
    child(place) {
      const child = syntax.maybe(place);
      if (!child) throw new UnexpectedSyntax(syntax, place);
      return child;
    },
    maybe(place) {
      const child = node[place];
      return child ? wrap(child as VendorNode) : undefined;
    },
    list(place) {
      const list = syntax.maybe(place);
      return list ? list.children.map((item) => (item.kind === 'SeparatedElement' ? item.child('Element') : item)) : [];
    },
    parameters() {
      const signature = node.ReferencedSignature;
      return signature ? items(signature.Parameters).map(parameterOf) : [];
    },
    calledBody() {
      const body = node.GetCalledFunctionBody?.();
      return body ? wrap(body) : undefined;
    },
  };
  wrapped.set(node, syntax);
  return syntax;
}
