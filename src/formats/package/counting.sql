), tied AS (
  SELECT t.study, t.transcript_id, CAST(t.begins AS BIGINT) AS a, CAST(t.ends AS BIGINT) AS b, s.case_id
  FROM turns t JOIN speakers s ON s.study = t.study AND s.transcript_id = t.transcript_id AND s.speaker = t.speaker
  WHERE nullif(s.case_id, '') IS NOT NULL
), untied AS (
  SELECT t.study, t.transcript_id,
    coalesce(nullif(t.case_id, ''), CASE WHEN s.transcript_id IS NULL THEN t.transcript_id END) AS participant
  FROM transcripts t LEFT JOIN (
    SELECT DISTINCT study, transcript_id FROM speakers WHERE nullif(case_id, '') IS NOT NULL
  ) s ON s.study = t.study AND s.transcript_id = t.transcript_id
), present AS (
  SELECT study, transcript_id, case_id AS participant FROM tied
  UNION
  SELECT study, transcript_id, participant FROM untied
), base AS (
  SELECT l.study, l.coder_id, count(DISTINCT p.participant) AS of_participants
  FROM layers l JOIN present p ON p.study = l.study AND p.transcript_id = l.transcript_id
  GROUP BY l.study, l.coder_id
), whose AS (
  SELECT p.study, p.coder_id, p.code_id, count(DISTINCT coalesce(t.case_id, n.participant)) AS participants
  FROM passages p
  JOIN layers l ON l.study = p.study AND l.coder_id = p.coder_id AND l.transcript_id = p.transcript_id
  JOIN untied n ON n.study = p.study AND n.transcript_id = p.transcript_id
  LEFT JOIN tied t ON t.study = p.study AND t.transcript_id = p.transcript_id AND p.a >= t.a AND p.a < t.b
  GROUP BY p.study, p.coder_id, p.code_id
), ordered AS (
  SELECT l.study, l.coder_id, l.transcript_id, p.code_id, p.a, p.b,
    max(p.b) OVER (PARTITION BY p.study, p.coder_id, p.transcript_id, p.code_id ORDER BY p.a, p.b
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
  FROM passages p
  JOIN layers l ON l.study = p.study AND l.coder_id = p.coder_id AND l.transcript_id = p.transcript_id
), numbered AS (
  SELECT study, coder_id, transcript_id, code_id, a, b,
    sum(CASE WHEN reached IS NULL OR a >= reached THEN 1 ELSE 0 END)
      OVER (PARTITION BY study, coder_id, transcript_id, code_id ORDER BY a, b
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS segment
  FROM ordered
), segments AS (
  SELECT study, coder_id, transcript_id, code_id, segment, count(*) AS codings, max(b) - min(a) AS characters
  FROM numbered GROUP BY study, coder_id, transcript_id, code_id, segment
)
SELECT n.study, k.name AS coder, c.path, CAST(coalesce(sum(s.codings), 0) AS BIGINT) AS codings,
  count(s.segment) AS segments, count(DISTINCT s.transcript_id) AS transcripts,
  coalesce(max(w.participants), 0) AS participants, n.of_participants,
  CAST(coalesce(sum(s.characters), 0) AS BIGINT) AS characters
FROM base n
JOIN coders k ON k.study = n.study AND k.coder_id = n.coder_id
JOIN listed c ON c.study = n.study
LEFT JOIN segments s ON s.study = n.study AND s.coder_id = n.coder_id AND s.code_id = c.code_id
LEFT JOIN whose w ON w.study = n.study AND w.coder_id = n.coder_id AND w.code_id = c.code_id
GROUP BY n.study, n.coder_id, k.name, c.code_id, c.path, c.place, n.of_participants
ORDER BY n.study, k.name, c.place;
