/** SQL macros that the core of the compiler calls; the families bring their own. */
export const coreMacros: readonly string[] = [
  // JSON null is the null of a dynamic.
  `CREATE OR REPLACE MACRO kql_some(j) AS CASE WHEN j = 'null'::JSON THEN NULL ELSE j END`,
  `CREATE OR REPLACE MACRO kql_member(j, k) AS json_extract(j, '/' || replace(replace(k, '~', '~0'), '/', '~1'))`,
  `CREATE OR REPLACE MACRO kql_element(j, i) AS json_extract(j, CASE WHEN i < 0 THEN '$[#' || CAST(i AS VARCHAR) || ']' ELSE '$[' || CAST(i AS VARCHAR) || ']' END)`,
  // The elements of a dynamic for mv-expand: of an array its values, of a bag one bag a pair, else the value itself.
  `CREATE OR REPLACE MACRO kql_elements(j) AS
    CASE json_type(j)
      WHEN 'ARRAY' THEN json_extract(j, '$[*]')
      WHEN 'OBJECT' THEN list_transform(list_zip(json_keys(j), json_extract(j, '$.*')), lambda p: json_object(p[1], p[2]))
      WHEN 'NULL' THEN [NULL]::JSON[]
      ELSE [j] END`,
  `CREATE OR REPLACE MACRO kql_pairs(j) AS
    CASE json_type(j)
      WHEN 'ARRAY' THEN json_extract(j, '$[*]')
      WHEN 'OBJECT' THEN list_transform(list_zip(json_keys(j), json_extract(j, '$.*')), lambda p: json_array(p[1], p[2]))
      WHEN 'NULL' THEN [NULL]::JSON[]
      ELSE [j] END`,
  `CREATE OR REPLACE MACRO kql_texts(j) AS
    CASE json_type(j) WHEN 'ARRAY' THEN json_extract_string(j, '$[*]') WHEN 'NULL' THEN []::VARCHAR[] ELSE [j ->> '$'] END`,
  // Numbers from the JSON text of a member: a quoted one converts as a string does.
  `CREATE OR REPLACE MACRO kql_long_of_member(r) AS CASE WHEN r[1] = '"' THEN kql_long_of_text(r[2:-2])
     WHEN r = 'true' THEN 1 WHEN r = 'false' THEN 0
     WHEN contains(r, '.') OR contains(r, 'e') OR contains(r, 'E') THEN kql_long_of_real(TRY_CAST(r AS DOUBLE))
     ELSE TRY_CAST(r AS BIGINT) END`,
  `CREATE OR REPLACE MACRO kql_real_of_member(r) AS CASE WHEN r[1] = '"' THEN kql_real_of_text(r[2:-2])
     WHEN r = 'true' THEN 1 WHEN r = 'false' THEN 0 ELSE TRY_CAST(r AS DOUBLE) END`,
  `CREATE OR REPLACE MACRO kql_has(s, t) AS
    contains(lower(s), lower(t)) AND regexp_matches(s, '(?i)' ||
      CASE WHEN regexp_matches(t, '^[\\p{L}\\p{N}]') THEN '(?:^|[^\\p{L}\\p{N}])' ELSE '' END || regexp_escape(t) ||
      CASE WHEN regexp_matches(t, '[\\p{L}\\p{N}]$') THEN '(?:$|[^\\p{L}\\p{N}])' ELSE '' END)`,
  `CREATE OR REPLACE MACRO kql_has_cs(s, t) AS
    contains(s, t) AND regexp_matches(s,
      CASE WHEN regexp_matches(t, '^[\\p{L}\\p{N}]') THEN '(?:^|[^\\p{L}\\p{N}])' ELSE '' END || regexp_escape(t) ||
      CASE WHEN regexp_matches(t, '[\\p{L}\\p{N}]$') THEN '(?:$|[^\\p{L}\\p{N}])' ELSE '' END)`,
  `CREATE OR REPLACE MACRO kql_hasprefix(s, t) AS
    contains(lower(s), lower(t)) AND regexp_matches(s, '(?i)(?:^|[^\\p{L}\\p{N}])' || regexp_escape(t))`,
  `CREATE OR REPLACE MACRO kql_hasprefix_cs(s, t) AS
    contains(s, t) AND regexp_matches(s, '(?:^|[^\\p{L}\\p{N}])' || regexp_escape(t))`,
  `CREATE OR REPLACE MACRO kql_hassuffix(s, t) AS
    contains(lower(s), lower(t)) AND regexp_matches(s, '(?i)' || regexp_escape(t) || '(?:$|[^\\p{L}\\p{N}])')`,
  `CREATE OR REPLACE MACRO kql_hassuffix_cs(s, t) AS
    contains(s, t) AND regexp_matches(s, regexp_escape(t) || '(?:$|[^\\p{L}\\p{N}])')`,
];
