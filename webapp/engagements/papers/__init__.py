"""What a contract must bring: payslips, AEM, certificates, and the pay periods they belong to."""
