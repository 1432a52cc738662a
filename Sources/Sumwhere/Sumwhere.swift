// Sumwhere
