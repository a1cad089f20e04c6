-- The same as frequencies.sql, of every theme with its subcodes: their passages are merged before they are counted. Themes
-- are the codes that have subcodes.
WITH once AS (
  SELECT study FROM studies GROUP BY study HAVING count(*) = 1
), passages AS (
  SELECT p.study, p.transcript_id, p.coder_id, t.theme_id AS code_id,
    CAST(p.begins AS BIGINT) AS a, CAST(p.ends AS BIGINT) AS b
  FROM codings p JOIN code_tree t ON t.study = p.study AND t.code_id = p.code_id
), listed AS (
  SELECT c.study, c.code_id, c.path, CAST(c.position AS BIGINT) AS place
  FROM codes c JOIN once o ON o.study = c.study
  LEFT JOIN (SELECT DISTINCT study, parent_id FROM codes) h ON h.study = c.study AND h.parent_id = c.code_id
  WHERE h.parent_id IS NOT NULL
