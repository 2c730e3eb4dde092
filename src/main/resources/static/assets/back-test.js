// Draws the table of levels, and shows the result once a running back-test is done.
const matrix = document.getElementById('matrix');
if (matrix) {
  const number = cell => Number(cell.textContent.replaceAll(',', ''));
  const levels = [...matrix.tHead.rows[0].cells].slice(1, -1).map(c => c.textContent.trim());
  const before = [...matrix.tBodies[0].rows].map(row => number(row.cells[row.cells.length - 1]));
  const after = [...matrix.tFoot.rows[0].cells].slice(1, -1).map(number);
  new window.Chart(document.getElementById('chart'), {
    type: 'bar',
    data: {
      labels: levels,
      datasets: [
        { label: 'before', data: before, backgroundColor: '#9db4c9', borderColor: '#1f4e79', borderWidth: 1 },
        { label: 'after', data: after, backgroundColor: '#1f4e79' },
      ],
    },
    options: { animation: false, maintainAspectRatio: false, scales: { y: { beginAtZero: true, ticks: { precision: 0 }, title: { display: true, text: 'decisions' } } } },
  });
}

document.body.addEventListener('htmx:afterSwap', () => {
  if (document.getElementById('progress').dataset.running === 'false') {
    location.reload();
  }
});
