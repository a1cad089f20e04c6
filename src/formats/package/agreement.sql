-- Agreement of every two persons about every code, character by character, as `concord agreement` counts it: in the
-- transcripts that all who have completed any have completed. Each pair's four counts, of which all coefficients are made,
-- percent agreement, and Cohen's kappa, which is empty where it is undefined. A study whose package lies here twice is left
-- out.
WITH once AS (
  SELECT study FROM studies GROUP BY study HAVING count(*) = 1
), complete AS (
  SELECT l.study, l.coder_id, l.transcript_id
  FROM layers l JOIN coders k ON k.study = l.study AND k.coder_id = l.coder_id JOIN once o ON o.study = l.study
  WHERE l.status = 'complete' AND k.role = 'person'
), view_of AS (
  SELECT study, count(DISTINCT coder_id) AS n FROM complete GROUP BY study
), counted AS (
  SELECT c.study, c.transcript_id
  FROM complete c JOIN view_of v ON v.study = c.study
  GROUP BY c.study, c.transcript_id, v.n HAVING count(*) = v.n
), units AS (
  SELECT c.study, sum(CAST(t.characters AS BIGINT)) AS n
  FROM counted c JOIN transcripts t ON t.study = c.study AND t.transcript_id = c.transcript_id GROUP BY c.study
), in_view AS (
  SELECT DISTINCT study, coder_id FROM complete
), pairs AS (
  SELECT x.study, x.coder_id AS x_id, y.coder_id AS y_id
  FROM in_view x JOIN in_view y ON y.study = x.study AND x.coder_id < y.coder_id
), passages AS (
  SELECT p.study, p.transcript_id, p.coder_id, p.code_id, CAST(p.begins AS BIGINT) AS a, CAST(p.ends AS BIGINT) AS b
  FROM codings p
  JOIN counted c ON c.study = p.study AND c.transcript_id = p.transcript_id
  JOIN in_view v ON v.study = p.study AND v.coder_id = p.coder_id
), ordered AS (
  SELECT study, coder_id, transcript_id, code_id, a, b,
    max(b) OVER (PARTITION BY study, coder_id, transcript_id, code_id ORDER BY a, b
                 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
  FROM passages
), numbered AS (
  SELECT study, coder_id, transcript_id, code_id, a, b,
    sum(CASE WHEN reached IS NULL OR a >= reached THEN 1 ELSE 0 END)
      OVER (PARTITION BY study, coder_id, transcript_id, code_id ORDER BY a, b
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS segment
  FROM ordered
), merged AS (
  SELECT study, coder_id, transcript_id, code_id, min(a) AS a, max(b) AS b
  FROM numbered GROUP BY study, coder_id, transcript_id, code_id, segment
), alone AS (
  SELECT study, coder_id, code_id, sum(b - a) AS n FROM merged GROUP BY study, coder_id, code_id
), together AS (
  SELECT x.study, x.coder_id AS x_id, y.coder_id AS y_id, x.code_id,
    sum(CASE WHEN x.b < y.b THEN x.b ELSE y.b END - CASE WHEN x.a > y.a THEN x.a ELSE y.a END) AS n
  FROM merged x JOIN merged y ON y.study = x.study AND y.transcript_id = x.transcript_id AND y.code_id = x.code_id
    AND x.coder_id < y.coder_id AND x.a < y.b AND y.a < x.b
  GROUP BY x.study, x.coder_id, y.coder_id, x.code_id
), listed AS (
  SELECT c.study, c.code_id, c.path, CAST(c.position AS BIGINT) AS place
  FROM codes c
  LEFT JOIN (SELECT DISTINCT study, parent_id FROM codes) h ON h.study = c.study AND h.parent_id = c.code_id
  LEFT JOIN (SELECT DISTINCT study, code_id FROM passages) u ON u.study = c.study AND u.code_id = c.code_id
  WHERE u.code_id IS NOT NULL OR (c.codable = 'yes' AND c.retired = 'no' AND h.parent_id IS NULL)
), counts AS (
  SELECT p.study, p.x_id, p.y_id, c.path, c.place, coalesce(t.n, 0) AS a, coalesce(f.n, 0) - coalesce(t.n, 0) AS b,
    coalesce(s.n, 0) - coalesce(t.n, 0) AS c, u.n - coalesce(f.n, 0) - coalesce(s.n, 0) + coalesce(t.n, 0) AS d
  FROM pairs p JOIN units u ON u.study = p.study JOIN listed c ON c.study = p.study
  LEFT JOIN alone f ON f.study = p.study AND f.coder_id = p.x_id AND f.code_id = c.code_id
  LEFT JOIN alone s ON s.study = p.study AND s.coder_id = p.y_id AND s.code_id = c.code_id
  LEFT JOIN together t ON t.study = p.study AND t.x_id = p.x_id AND t.y_id = p.y_id AND t.code_id = c.code_id
), figures AS (
  SELECT study, x_id, y_id, path, place, CAST(a AS BIGINT) AS in_both, CAST(b AS BIGINT) AS only_first,
    CAST(c AS BIGINT) AS only_second, CAST(d AS BIGINT) AS neither, CAST(a AS DOUBLE) AS a, CAST(b AS DOUBLE) AS b,
    CAST(c AS DOUBLE) AS c, CAST(d AS DOUBLE) AS d
  FROM counts
)
SELECT f.study, kx.name AS first_coder, ky.name AS second_coder, f.path, f.in_both, f.only_first, f.only_second, f.neither,
  CASE WHEN f.a + f.b + f.c + f.d > 0 THEN (f.a + f.d) / (f.a + f.b + f.c + f.d) END AS percent_agreement,
  CASE WHEN f.a + f.b + f.c > 0 AND f.b + f.c + f.d > 0
    THEN 2 * (f.a * f.d - f.b * f.c) / ((f.a + f.b) * (f.b + f.d) + (f.a + f.c) * (f.c + f.d)) END AS cohen_kappa
FROM figures f
JOIN coders kx ON kx.study = f.study AND kx.coder_id = f.x_id
JOIN coders ky ON ky.study = f.study AND ky.coder_id = f.y_id
ORDER BY f.study, kx.name, ky.name, f.place;
